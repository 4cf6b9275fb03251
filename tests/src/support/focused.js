// Arguments: role, name. Says whether what has the focus is visible and fits.
const [role, wanted] = arguments;
const name = {
  is: wanted.text,
  begins: (found) => found.startsWith(wanted.text),
  has: (found) => found.includes(wanted.text),
}[wanted.kind];
const active = document.activeElement;
// Only its own surroundings: to ask for everything of this role takes long where there are many rows.
const around = active?.parentElement;
if (!around) return false;
return TestingLibraryDom.queryAllByRole(around, role, name === undefined ? {} : { name }).includes(active);
