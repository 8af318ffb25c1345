"""The program: ``exeunt``, and ``python -m exeunt``."""

from exeunt.began import begin
from exeunt.stopping import arm

# The commands take a third of a second to import, and may be told to end meanwhile.
arm()
begin()

from exeunt.cli import main  # noqa: E402 - see above

if __name__ == "__main__":
    main()
