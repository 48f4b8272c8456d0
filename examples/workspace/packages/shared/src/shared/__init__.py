import attrs


@attrs.define
class Parcel:
    to: str
    grams: int
