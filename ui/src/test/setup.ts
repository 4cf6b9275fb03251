import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Waiting ends when the condition is met; the limit is for a machine that is busy with other things.
configure({ asyncUtilTimeout: 10_000 });

afterEach(() => {
  cleanup();
  delete document.documentElement.dataset.theme;
});

// jsdom has no layout.
Element.prototype.scrollIntoView = () => undefined;
