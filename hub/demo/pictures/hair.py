"""Hair and beards: what is behind the head, and what is in front of it."""

from hub.demo.pictures.canvas import Canvas, mixed, smooth

_DARK_HAIR = ("#221a1c", "#33231f", "#1a1a22")
_LIGHT_HAIR = ("#5a3825", "#8a5a34", "#c89247", "#b5532c", "#3b2a24")
_GREY_HAIR = ("#b9b4ae", "#d9d4cc", "#7d7a78")
_STYLES = {
    "she": ("long", "bob", "bun", "curls", "waves", "pixie", "tail", "afro"),
    "he": ("short", "side", "bald", "curly-top", "crop", "swept", "afro-short"),
    "they": ("bob", "short", "pixie", "curls", "side", "bun", "crop", "swept"),
}


def style_for(c: Canvas, look: str, tone: int) -> str:
    """A way to wear it that suits the look and the skin tone."""
    style: str = c.rng.choice(_STYLES[look])
    if tone < 4 and style.startswith("afro"):
        return "curls" if look == "she" else "curly-top"
    return style


def colour_for(c: Canvas, tone: int) -> str:
    if c.rng.random() < 0.13:
        return c.rng.choice(_GREY_HAIR)
    return c.rng.choice(_LIGHT_HAIR if tone < 2 else (*_DARK_HAIR, "#3d2a22"))


def behind(c: Canvas, style: str, hair: str) -> None:
    shade = mixed(hair, "#000000", 0.14)
    if style == "long":
        c.bar(136, 120, 376, 430, shade, r=112)
    elif style == "waves":
        for x, y, r in (
            (158, 250, 54),
            (148, 320, 56),
            (168, 388, 50),
            (354, 250, 54),
            (364, 320, 56),
            (344, 388, 50),
        ):
            c.disc(x, y, r, shade)
        c.bar(150, 120, 362, 380, shade, r=100)
    elif style == "bob":
        c.bar(138, 116, 374, 346, shade, r=96)
    elif style == "tail":
        c.oval(376, 262, 40, 108, shade)
        c.disc(256, 206, 122, shade)
    elif style == "bun":
        c.disc(256, 92, 50, shade)
        c.disc(256, 206, 120, shade)
    elif style == "curls":
        for x, y, r in (
            (160, 190, 58),
            (352, 190, 58),
            (150, 262, 52),
            (362, 262, 52),
            (172, 326, 46),
            (340, 326, 46),
            (204, 128, 58),
            (308, 128, 58),
            (256, 112, 58),
        ):
            c.disc(x, y, r, shade)
    elif style == "afro":
        c.disc(256, 186, 152, shade)
    elif style == "afro-short":
        c.oval(256, 176, 122, 98, shade)


def beard(c: Canvas, hair: str, skin: str) -> None:
    if c.rng.random() < 0.35:
        hair = mixed(hair, skin, 0.5)
    c.bar(160, 262, 352, 376, hair, r=82, corners=(False, False, True, True))
    c.oval(256, 254, 85, 40, skin)
    c.bar(188, 250, 324, 288, skin, r=26)
    c.oval(256, 314, 42, 22, skin)


def in_front(c: Canvas, style: str, hair: str) -> None:
    if style == "bald":
        return
    if style in ("short", "crop"):
        line, r = (198, 104) if style == "short" else (184, 100)
        c.slice(256, line, r, 180, 360, hair)
        for x in (152, 342):
            c.bar(x, line - 10, x + 18, line + 40, hair, r=8)
    elif style in ("side", "swept"):
        c.shape(
            smooth(
                [
                    (156, 236),
                    (152, 168),
                    (186, 112),
                    (250, 88),
                    (320, 98),
                    (358, 150),
                    (358, 234),
                    (338, 186),
                    (262, 178),
                    (196, 158),
                    (174, 190),
                ]
            ),
            hair,
        )
        if style == "swept":
            c.oval(286, 118, 84, 40, hair)
    elif style == "curly-top":
        for x, y, r in (
            (180, 158, 36),
            (216, 126, 40),
            (262, 116, 42),
            (308, 130, 40),
            (336, 164, 34),
            (238, 156, 34),
            (286, 156, 34),
        ):
            c.disc(x, y, r, hair)
    elif style in ("afro", "afro-short", "curls"):
        for x, y, r in (
            (178, 172, 34),
            (214, 146, 38),
            (258, 138, 40),
            (302, 146, 38),
            (336, 172, 34),
        ):
            c.disc(x, y, r, hair)
    elif style == "pixie":
        c.shape(
            smooth(
                [
                    (152, 262),
                    (148, 180),
                    (178, 116),
                    (256, 92),
                    (334, 112),
                    (362, 178),
                    (358, 250),
                    (340, 196),
                    (300, 170),
                    (222, 214),
                    (176, 212),
                ]
            ),
            hair,
        )
    elif style in ("long", "tail", "bun"):
        c.shape(
            smooth(
                [
                    (148, 256),
                    (146, 178),
                    (184, 112),
                    (256, 92),
                    (328, 112),
                    (366, 178),
                    (364, 256),
                    (342, 194),
                    (268, 140),
                    (244, 140),
                    (172, 194),
                ]
            ),
            hair,
        )
    else:
        c.slice(256, 204, 112, 180, 360, hair)
        for x in (144, 338):
            c.bar(x, 190, x + 30, 306, hair, r=15)
