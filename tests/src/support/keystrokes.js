// Takes the time from each key to the frame in which the last change that it led to is painted, and where it goes.
addEventListener(
  'keydown',
  (event) => {
    window.keystroke = { key: event.timeStamp, painted: null };
  },
  { capture: true },
);

// The questions that the window asks of the app, and their answers.
const { fetch } = window;
window.fetch = async (...question) => {
  if (!String(question[0]).includes('audit_page')) return fetch(...question);
  const stroke = window.keystroke;
  stroke.asked ??= performance.now();
  const answer = await fetch(...question);
  stroke.answered = performance.now();
  return answer;
};

// A message that is sent within a frame arrives when that frame has been laid out and painted.
const { port1, port2 } = new MessageChannel();
port1.onmessage = ({ data }) => {
  if (data === window.keystroke.key) window.keystroke.painted = performance.now();
};
const changed = new MutationObserver(() => {
  const stroke = window.keystroke;
  stroke.changed = performance.now();
  requestAnimationFrame(() => {
    stroke.frame = performance.now();
    port2.postMessage(stroke.key);
  });
});
changed.observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true });
