"""The names of all signs that a clause can show, as bits: kinds of phrases, and what follows.

What a derived sign means stands at the head of `rules.toml`; `showing` finds them.
"""

from functools import lru_cache

from bot.understand.words.lexicon import KIND

_DERIVED = (
    "viec", "ngay_toi", "ngay_mai", "ngay_qua", "ngay_mo", "khoang_ngay", "phan_tram", "tron_ven",
    "phu_dinh", "phu_dinh_sau", "hoi_cuoi", "dau_hoi", "ngo_phu_dinh", "viec_cuoi", "buoc_xong",
    "loi_nguoi_khac", "trong", "con_dem", "chi_da", "co_phu_dinh",
    "con_sau", "so_luong", "ngo_chua", "xong_roi_bao", "moi_sau",
    "moi_duoc", "xong_roi_lam", "so_khac", "ngo_mo_lai", "roi_se", "kem", "thu_khac", "hay_la",
    "rut_sau", "nho_truoc", "mon_khac", "roi_lam", "mot_phan", "chu_la", "ten_viec", "chi_moi",
    "noi_khac", "xong_viec_lam",
)  # fmt: skip
SIGN: dict[str, int] = KIND | {name: 1 << (len(KIND) + i) for i, name in enumerate(_DERIVED)}


@lru_cache
def any_of(*names: str) -> int:
    """The bits of these signs together."""
    return sum({SIGN[name] for name in names})


PARTICLE = SIGN["dem"] | SIGN["xung_ho"]
"""Particles and forms of address: they say nothing of the work."""

NEGATION = SIGN["chua"] | SIGN["khong"] | SIGN["khong_kip"]
"""Phrases that deny."""
