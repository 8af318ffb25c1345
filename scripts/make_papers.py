"""Write docs/papers.md from the columns of the papers."""

from pathlib import Path

from exeunt.papers.paper_docs import paper_docs

TARGET = Path(__file__).parent.parent / "docs" / "papers.md"

if __name__ == "__main__":
    TARGET.write_text(paper_docs(), encoding="utf-8")
    print(f"wrote {TARGET}")
