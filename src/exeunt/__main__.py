"""``python -m exeunt`` is the command line."""

from exeunt.cli import main

if __name__ == "__main__":
    main()
