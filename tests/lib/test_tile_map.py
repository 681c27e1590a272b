"""The map of squares: every province once, and where a region in words lies."""

import pytest

from crm_app.lib.divisions import provinces
from crm_app.lib.tile_map import TILES, name_of, spot_of


def test_every_province_has_one_square():
    assert {tile.code for tile in TILES} == {one.code[:2] for one in provinces()}
    assert len({(tile.row, tile.column) for tile in TILES}) == len(TILES) == 34
    assert len({tile.letters for tile in TILES}) == 34
    assert all(name_of(tile.code) == (tile.zh, tile.en) for tile in TILES)


@pytest.mark.parametrize(
    ("region", "spot", "name"),
    [
        ("杭州", "3301", ("杭州", "Hangzhou")),
        ("浙江省杭州市西湖区", "3301", ("杭州", "Hangzhou")),
        ("中国 浙江", "3300", ("浙江", "Zhejiang")),
        ("上海浦东新区", "310115", ("浦东新区", "Pudongxinqu")),
        ("上海", "3100", ("上海", "Shanghai")),
        ("恩施", "4228", ("恩施", "Enshi")),
        ("济源", "419001", ("济源", "Jiyuan")),
        ("香港九龙", "8100", ("香港", "Hong Kong")),
        ("澳门", "8200", ("澳门", "Macao")),
        ("台湾台北", "7100", ("台湾", "Taiwan")),
        ("Hangzhou", "3301", ("杭州", "Hangzhou")),
        ("Suzhou, Jiangsu", "3205", ("苏州", "Suzhou")),
        ("Suzhou", "other", ("", "")),  # 苏州 or 宿州
        ("Inner Mongolia", "1500", ("内蒙古", "Inner Mongolia")),
        ("Shaanxi Province", "6100", ("陕西", "Shaanxi")),
        ("Shanghai, China", "3100", ("上海", "Shanghai")),
        ("Ｈｏｎｇ Ｋｏｎｇ", "8100", ("香港", "Hong Kong")),
        ("华东", "other", ("", "")),
        ("London", "other", ("", "")),
        (" ", "none", ("", "")),
    ],
)
def test_a_region_lies_where_its_words_say(region, spot, name):
    assert spot_of(region) == spot
    assert name_of(spot) == name
