"""The base of every record: frozen, closed, and described by its docstrings."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A small immutable piece of a scenario; unknown keys are refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        allow_inf_nan=False,
    )
