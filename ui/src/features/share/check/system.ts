/** The systems whose programs have different menus. */
export type System = 'linux' | 'mac' | 'windows';

/** The system this window runs on. */
export function systemOf(userAgent: string): System {
  if (userAgent.includes('Windows')) return 'windows';
  return /Macintosh|Mac OS X/u.test(userAgent) ? 'mac' : 'linux';
}
