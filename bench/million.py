"""A million contacts: search within rights, slips of the finger, and one new record against all.

Made past the door, in some minutes: `python -m bench.million FOLDER` keeps them there and measures.
"""

import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from pydantic_core import PydanticUndefined
from sqlalchemy import text
from sqlmodel import Session, SQLModel, select

from bench import data
from bench.lists import Row
from crm_app.core import database, migrate
from crm_app.core.permissions import Actor
from crm_app.core.search import put_ready, ready_document
from crm_app.lib.clock import now
from crm_app.lib.ids import new_id
from crm_app.lib.matching import keys_of
from crm_app.lib.memory import keep_loaded
from crm_app.lib.names import person_key, person_pinyin, read_person
from crm_app.models.customers import Contact, ContactPoint, Customer, PointKind, Position
from crm_app.services import contacts, search
from crm_app.services.contacts.indexing import Words, text_of
from crm_app.services.defaults import ensure_defaults
from crm_app.services.demo import names
from crm_app.services.likeness import point_fields
from crm_app.services.points import Point, read_point

MANY, FIRMS = 1_000_000, 100_000
_BATCH = 10_000
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀兰霞平刚桂英华玉萍红建国志文海春梅雪琳佳欣雨婷子轩浩然思远嘉怡俊宇晨阳鹏飞博龙云峰辉国栋少振立新素珍家豪若曦永康柏松庆祥"
_SOUNDS = ["al", "ber", "car", "den", "el", "far", "gar", "hol", "ing", "jor", "kel", "lan", "mor"]
_SOUNDS += [
    "nor",
    "os",
    "per",
    "quin",
    "ros",
    "sta",
    "tor",
    "ul",
    "ver",
    "wil",
    "yor",
    "zan",
    "ton",
]
QUERIES = ("王伟", "张", "上海", "zhangwei", "13912", "云岭", "wangxiaoming", "李明 云岭", "foods")


def build(path: Path) -> None:
    """The database; contacts with a firm, a mobile and a mail each, of fifty sellers."""
    database.configure(f"sqlite:///{path}")
    migrate.upgrade()
    ensure_defaults()
    with Session(database.engine(), expire_on_commit=False) as session:
        session.connection(execution_options={"writes": True})
        sellers = [(user.id or 0, user.team_id) for user in data.staff(session)]
        session.commit()
    database.engine().dispose()
    chance = Random(11)
    firms = list(islice(_firms(chance), FIRMS))
    with sqlite3.connect(path) as link:
        link.execute("PRAGMA synchronous=OFF")
        rows = (
            {"id": n, "owner_id": o, "team_id": t, "name": firm, "name_key": firm}
            for n, (firm, (o, t)) in enumerate(zip(firms, _round(sellers), strict=False), 1)
        )
        _insert(link, Customer, rows)
    for start in range(0, MANY, _BATCH):
        _put(path, chance, start, firms, sellers)


def _round(sellers: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    while True:
        yield from sellers


def _firms(chance: Random) -> Iterator[str]:
    while True:
        if chance.random() < 0.7:
            first, trade = chance.choice(names.ZH_FIRST), chance.choice(names.ZH_TRADE)[0]
            place = chance.choice(names.CITIES)[0]
            yield f"{place}{first}{chance.choice(_GIVEN)}{trade}有限公司"
        else:
            trade = chance.choice(names.EN_TRADE)[0]
            yield f"{_word(chance)} {trade} {chance.choice(names.EN_FORM)}"


def _word(chance: Random, least: int = 2, most: int = 3) -> str:
    return "".join(chance.choices(_SOUNDS, k=chance.randint(least, most))).capitalize()


def person(chance: Random) -> str:
    """A name, seven in ten Chinese."""
    if chance.random() < 0.7:
        family = chance.choice(names.SURNAMES[: chance.randint(8, len(names.SURNAMES))])
        return family + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))
    return f"{chance.choice((*names.EN_GIVEN, _word(chance)))} {_word(chance)}"


def _put(
    path: Path, chance: Random, start: int, firms: list[str], sellers: list[tuple[int, int]]
) -> None:
    """Some of the contacts, with everything that belongs to them."""
    people, places, points, keys, docs = [], [], [], [], []
    for number in range(start + 1, start + _BATCH + 1):
        owner, team = sellers[number % len(sellers)]
        firm = chance.randrange(len(firms))
        read = read_person(person(chance))
        mobile = f"+861{chance.randint(30, 99)}{chance.randint(0, 99_999_999):08d}"
        mail = f"{read.pinyin.replace(' ', '.')}{number % 9973}@firm{firm}.example"
        own = [Point(PointKind.MOBILE.value, mobile, mobile), Point("email", mail, mail)]
        public_id = new_id()
        named = {"name": read.name, "family_name": read.family, "given_name": read.given}
        row = {"id": number, "public_id": public_id, "owner_id": owner, "team_id": team, **named}
        row |= {"name_key": person_key(read.name), "pinyin": person_pinyin(read.name)}
        people.append(row)
        places.append({"contact_id": number, "customer_id": firm + 1, "is_main": 1})
        points += [
            {"contact_id": number, "kind": point.kind.upper(), "value": point.value}
            for point in own
        ]
        record = {"name": read.name, "company": [firms[firm]], **point_fields(own)}
        keys += [("contact", key, number) for key in keys_of("contacts", record)]
        said = text_of(
            Words(read.name, family_name=read.family), [(firms[firm], "经理", "")], own, [], []
        )
        docs.append(ready_document(number, "contact", public_id, owner, team, said))
    with sqlite3.connect(path) as link:
        link.execute("PRAGMA synchronous=OFF")
        _insert(link, Contact, iter(people))
        _insert(link, Position, iter(places))
        _insert(link, ContactPoint, iter(points))
        link.executemany("INSERT INTO match_key (kind, key, record_id) VALUES (?,?,?)", keys)
    with Session(database.engine()) as session:
        session.connection(execution_options={"writes": True})
        put_ready(session, docs, 0, 0)
        session.commit()


def _insert(
    link: sqlite3.Connection, model: type[SQLModel], rows: Iterator[dict[str, Any]]
) -> None:
    """Past the model; what a row does not name is what a new one has."""
    table: Any = model.__table__  # type: ignore[attr-defined]
    fields = model.model_fields
    stamp = now().strftime("%Y-%m-%d %H:%M:%S.000000")
    plain = {}
    for column in table.c:
        info = fields[column.name]
        given = info.default is not PydanticUndefined and info.default_factory is None
        value = getattr(info.default, "name", info.default) if given else None
        plain[column.name] = "{}" if column.type.__class__.__name__ == "JSON" else value
        if column.type.__class__.__name__ == "Moment" and not column.nullable:
            plain[column.name] = stamp
        elif plain[column.name] is None and not column.nullable:
            plain[column.name] = 0 if column.type.python_type in (int, bool) else ""
    columns = list(plain)
    marks = ", ".join("?" * len(columns))
    fresh = "public_id" in plain
    link.executemany(
        f'INSERT INTO "{table.name}" ({", ".join(columns)}) VALUES ({marks})',
        (
            tuple(
                ({**plain, "id": None, **({"public_id": new_id()} if fresh else {})} | row).values()
            )
            for row in rows
        ),
    )


def cpu(work: Callable[[], Any]) -> float:
    """Processor milliseconds."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def measure(actors: dict[str, Actor]) -> list[Row]:
    """Processor time behind the door, of a process that is as a server's is."""
    keep_loaded()
    rows = [_search(actors[who], who, words) for who in ("director", "rep") for words in QUERIES]
    rows += [_slips(actors[who], who) for who in ("director", "rep")]
    return [*rows, *(_one(actors[who], who) for who in ("director", "rep"))]


def _row(what: str, spent: list[float], against: str) -> Row:
    ordered = sorted(spent)
    return Row(what, statistics.median(spent), ordered[int(len(ordered) * 0.95) - 1], against)


def _search(actor: Actor, who: str, words: str) -> Row:
    search.find(actor, words, 20)
    spent = [cpu(lambda: search.find(actor, words, 20)) for _ in range(30)]
    looked = [cpu(lambda: search.look_up(actor, words)) for _ in range(10)]
    what = f"a million, search, {who}: {words} (n = 30)"
    found = [hit.public_id for hit in search.find(actor, words, 100)]
    hits = "equal" if found == _like(actor, words) else "DIFFER"
    told = f"20; look-up p50 {statistics.median(looked):.1f}; LIKE's first hundred hits {hits}"
    return _row(what, spent, told)


def _like(actor: Actor, words: str) -> list[str]:
    """The newest hundred that hold every word, found by reading all texts."""
    terms = {f"w{place}": f"%{term}%" for place, term in enumerate(words.split())}
    own = [] if actor.role == "director" else ["owner_id = :owner"]
    where = " AND ".join([*(f"text LIKE :{name}" for name in terms), *own])
    statement = f"SELECT public_id FROM search_doc WHERE {where} ORDER BY id DESC LIMIT 100"
    with Session(database.engine()) as session:
        values = {**terms, "owner": actor.user_id}
        return list(session.connection().execute(text(statement), values).scalars())


def slip(word: str, chance: Random) -> str:
    """One letter wrong, missing, too many, or two swapped."""
    at, letters = chance.randrange(len(word)), "abcdefghijklmnopqrstuvwxyz"
    letter = chance.choice(letters)
    if chance.random() < 0.25:
        return word[:at] + letter + word[at + 1 :]
    if chance.random() < 1 / 3:
        return word[:at] + word[at + 1 :]
    if chance.random() < 0.5:
        return word[:at] + letter + word[at:]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _slips(actor: Actor, who: str, asked: int = 150) -> Row:
    """Names of contacts one may see with one letter mistyped: how many are among the first twelve."""
    chance, found, spent = Random(5), 0, []
    with Session(database.engine()) as session:
        chosen = select(Contact.name, Contact.pinyin).where(Contact.owner_id > 0)
        if who == "rep":
            chosen = chosen.where(Contact.owner_id == actor.user_id)
        pool = list(session.exec(chosen.limit(50_000)))
    for name, spoken in chance.sample(pool, asked):
        word = spoken.replace(" ", "") if not name.isascii() else name.split()[-1].lower()
        typed = slip(word, chance)
        begun = time.process_time()
        hits = search.look_up(actor, typed)
        spent.append((time.process_time() - begun) * 1000)
        found += any(_same(hit.title, name, word) for hit in hits)
    return _row(
        f"a million, look-up, {who}: one letter mistyped, {found} of {asked} found", spent, "20"
    )


def _same(title: str, name: str, word: str) -> bool:
    sound = person_pinyin(title).replace(" ", "")
    return title == name or sound == word or word in title.lower().split()


def _one(actor: Actor, who: str, asked: int = 200) -> Row:
    chance, spent = Random(9), []
    for number in range(asked):
        points = [read_point("mobile", f"1{chance.randint(30, 99)}{number:08d}")]
        name, firm = person(chance), next(_firms(chance))
        spent.append(cpu(lambda: contacts.possible_duplicates(actor, name, points, firm)))  # noqa: B023
    return _row(f"a million, one new contact against all, {who} (n = {asked})", spent[20:], "5")


def main() -> None:
    """Build unless it is there, measure, print."""
    path = Path(sys.argv[1]) / "million.db"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        build(path)
    for row in measure(data.ready(path)):
        print(f"| {row.what} | {row.median:.1f} | {row.p95:.1f} | {row.against} |", flush=True)


if __name__ == "__main__":
    main()
