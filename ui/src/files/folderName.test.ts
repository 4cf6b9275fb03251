import { expect, it } from 'vitest';
import { folderName } from './folderName';

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
