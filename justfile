# Recipes for people; each is one npm script. `npx just` works where just is not installed.

# Show the recipes
default:
    @just --list

# Types, lint, import law and tests: what a commit has to pass
check:
    npm run check

# Build, then run the tests that match, or all of them
test *pattern:
    npm test -- {{ pattern }}

# Rewrite the expected blocks of the pages; review the diff as behaviour
update *pattern:
    UPDATE=1 npm test -- {{ pattern }}

# Bundle into dist/
build:
    npm run build

# CPU time at start-up and on faulty plans, side by side with others
bench:
    npm run bench

# Scaffold a page, a file and a registry line: just new rule no-late-gate 2
new kind name *family:
    npm run new -- {{ kind }} {{ name }} {{ family }}

# Format and sort imports
fmt:
    npm run format
