// Argument: after how long without a change the page has answered, in milliseconds. Answers what the last key took and
// how much of that went by until the app was asked, had answered, the page had changed, and its frame began; or null
// when nothing came of it.
const [quiet, done] = arguments;
const patience = performance.now() + 10_000;
const look = () => {
  const { key, asked, answered, changed, frame, painted } = window.keystroke ?? { painted: null };
  const now = performance.now();
  const isQuiet = painted !== null && now - Math.max(painted, changed) >= quiet;
  if (isQuiet) done([asked, answered, changed, frame, painted].map((at) => (at ?? key) - key));
  else if (now > patience) done(null);
  else setTimeout(look, 50);
};
look();
