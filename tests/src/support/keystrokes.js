// Takes the time from each key to the second frame after the last change of the page that it led to.
window.keystroke = { begun: null, painted: null };
addEventListener(
  'keydown',
  () => {
    window.keystroke = { begun: performance.now(), painted: null };
  },
  { capture: true },
);
const changed = new MutationObserver(() => {
  const stroke = window.keystroke;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      stroke.painted = performance.now();
    }),
  );
});
changed.observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true });
