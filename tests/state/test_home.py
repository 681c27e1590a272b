"""The home page: few of each group, the first by itself, and each role only what it may see."""

from crm_app.services import activities, customers, tasks
from crm_app.services.activities import ActivityForm
from crm_app.services.customers import CustomerForm
from crm_app.services.tasks import TaskForm
from crm_app.state.home import HomeScreen
from crm_app.state.tasks import FEW, TaskScreen


def test_the_first_stands_alone_and_a_few_of_the_rest_below(tab, workspace):
    rep = workspace["rep"]
    customer = customers.create_customer(rep, CustomerForm(name="华东科技"))
    form = ActivityForm("call", "谈了秋茶", outcome="要样品")
    activities.record_activity(rep, form, [("customer", customer)])
    for day in range(1, 7):
        tasks.create_task(rep, TaskForm(title=f"事{day}", due=f"2020-01-0{day}", customer=customer))
    seat = tab("rep")
    seat.send(TaskScreen, "load_soon")
    screen = seat.state(TaskScreen)
    assert (screen.next.task.title, screen.outcome) == ("事1", "要样品")
    (late,) = screen.groups
    assert (late.count, [row.title for row in late.rows]) == (6, ["事2", "事3", "事4"])
    assert len(late.rows) == FEW
    seat.send(TaskScreen, "finish", screen.next.task.public_id, "事1")
    assert seat.state(TaskScreen).next.task.title == "事2"
    seat.send(TaskScreen, "load")
    (late, done) = seat.state(TaskScreen).groups
    assert (len(late.rows), len(done.rows)) == (5, 1)  # the page of tasks shows them all


def test_every_role_has_a_home_without_a_refusal(tab, workspace, security_log):
    for role in ("rep", "manager", "director", "service", "finance", "admin"):
        seat = tab(role)
        seat.send(TaskScreen, "load_soon")
        seat.send(HomeScreen, "load")
        assert seat.state(TaskScreen).problem.code == "", role
        assert (seat.state(HomeScreen).problem.code, seat.state(HomeScreen).stuck) == ("", 0), role
    assert security_log() == []
