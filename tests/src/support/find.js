// Arguments: CSS selector of where to look, role, name. Answers the visible elements that fit.
const [scope, role, wanted] = arguments;
const name = {
  is: wanted.text,
  begins: (found) => found.startsWith(wanted.text),
  has: (found) => found.includes(wanted.text),
}[wanted.kind];
const root = document.querySelector(scope);
if (!root) return [];
return TestingLibraryDom.queryAllByRole(root, role, name === undefined ? {} : { name });
