"""Write src/exeunt/api/fields.py, the types of what a mission is built from, from the contract."""

from pathlib import Path

from exeunt.files.field_types import field_types

TARGET = Path(__file__).parent.parent / "src" / "exeunt" / "api" / "fields.py"

if __name__ == "__main__":
    TARGET.write_text(field_types(), encoding="utf-8")
    print(f"wrote {TARGET}")
