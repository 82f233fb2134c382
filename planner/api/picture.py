"""A matplotlib figure that notebooks show by itself; importing this needs matplotlib."""

import io

from matplotlib.figure import Figure


class Picture(Figure):
    """A figure that no global state knows: it is gone once nobody holds it."""

    def _repr_png_(self) -> bytes:
        content = io.BytesIO()
        self.savefig(content, format="png")
        return content.getvalue()
