"""Write docs/formats.md from the data contract."""

from pathlib import Path

from exeunt.files.contract_docs import formats

TARGET = Path(__file__).parent.parent / "docs" / "formats.md"

if __name__ == "__main__":
    TARGET.write_text(formats(), encoding="utf-8")
    print(f"wrote {TARGET}")
