import { expect, it } from 'vitest';
import { folderName, folderPath } from './folderName';

it.each([
  ['/data/Results', 'Results'],
  ['/data/Results/', 'Results'],
  ['D:\\project\\results', 'results'],
  ['/', '/'],
  ['https://app.globus.org/file-manager?origin_id=1&origin_path=%2Fprojects%2Freef%20%26%20co%2F', 'reef & co'],
  ['https://app.globus.org/file-manager?origin_id=1&origin_path=%2F', 'app.globus.org'],
])('calls %s %s', (text, name) => {
  expect(folderName(text)).toBe(name);
});

it.each([
  ['/data/Results', '/data/Results'],
  [
    'https://app.globus.org/file-manager?origin_id=1&origin_path=%2Fprojects%2Freef%20%26%20co%2F',
    '/projects/reef & co/',
  ],
  ['https://app.globus.org/file-manager?origin_id=1', 'https://app.globus.org/file-manager?origin_id=1'],
])('shows the place of %s as %s', (text, path) => {
  expect(folderPath(text)).toBe(path);
});
