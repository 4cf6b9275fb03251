// Paths on a collection as Globus wants them: they begin and end with a slash and have no `.` or `..` in them.

/** Why a typed path can't be used. */
export type PathProblem = 'empty' | 'dots' | 'same' | 'notShared';

/** A typed path with its slashes; empty stays empty. */
export function withSlashes(text: string): string {
  const parts = text.trim().split('/').filter(Boolean);
  if (parts.length === 0) return text.includes('/') ? '/' : '';
  return `/${parts.join('/')}/`;
}

/** What is wrong with a path; `current` is where the share points to now. */
export function problemOf(path: string, current: string | null): PathProblem | null {
  if (path === '') return 'empty';
  if (path.split('/').some((part) => part === '.' || part === '..')) return 'dots';
  return path === current ? 'same' : null;
}
