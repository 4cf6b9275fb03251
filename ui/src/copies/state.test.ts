import { describe, expect, it } from 'vitest';
import { research, sampleCopy } from '../ipc/fake';
import { copyOver, isOpen, percentOf, secondsLeft } from './state';

const { progress } = sampleCopy();
const at = (path: string, id = research.id) =>
  `https://app.globus.org/file-manager?origin_id=${id}&origin_path=${encodeURIComponent(path)}`;

describe('how far a copy is', () => {
  it('is never all of it before everything was checked', () => {
    const all = { ...progress, bytesDone: progress.bytes ?? 0, filesDone: progress.files };
    expect(percentOf(sampleCopy({ progress: all }))).toBe(99);
    expect(percentOf(sampleCopy({ progress: all, state: { kind: 'complete' } }))).toBe(100);
  });

  it('counts files where the size is not known, and says nothing while it counts', () => {
    expect(percentOf(sampleCopy({ progress: { ...progress, bytes: null, filesDone: 107 } }))).toBe(50);
    expect(percentOf(sampleCopy({ progress: { ...progress, isCounting: true } }))).toBeNull();
    expect(percentOf(sampleCopy({ progress: { ...progress, bytes: 0, files: 0 } }))).toBeNull();
  });

  it('says how long it takes only where that is known', () => {
    expect(secondsLeft({ ...progress, bytes: 1000, bytesDone: 500, bytesPerSecond: 100 })).toBe(5);
    expect(secondsLeft({ ...progress, bytesPerSecond: 0 })).toBeNull();
    expect(secondsLeft({ ...progress, bytesPerSecond: null })).toBeNull();
    expect(secondsLeft({ ...progress, bytes: null })).toBeNull();
  });
});

describe('a copy on Home', () => {
  it('stays there until it has come to its end and nobody waits for it', () => {
    const complete = { state: { kind: 'complete' as const } };
    const waiting = [{ shareId: 's', guests: 2, folders: ['elsewhere'] }];
    expect(isOpen(sampleCopy({ waiting: [] }))).toBe(true);
    expect(isOpen(sampleCopy({ ...complete, waiting }))).toBe(true);
    expect(isOpen(sampleCopy({ ...complete, waiting: [] }))).toBe(false);
  });
});

describe('a folder that is still being copied', () => {
  const copy = sampleCopy();

  it.each([
    '/projects/reef/elsewhere/',
    '/projects/reef/elsewhere/raw/',
    '/projects/reef/',
    '/projects/reef/elsewhere',
  ])('is found from %s', (path) => expect(copyOver([copy], at(path))).toBe(copy));

  it.each([
    at('/projects/reef/elsewhere 2/'),
    at('/projects/reef/elsewhere/', 'other'),
    '/home/nora/elsewhere',
    'reef',
  ])('is not %s', (address) => expect(copyOver([copy], address)).toBeUndefined());

  it('is none any more once it is complete or cancelled', () => {
    const over = [sampleCopy({ state: { kind: 'complete' } }), sampleCopy({ state: { kind: 'cancelled' } })];
    expect(copyOver(over, at('/projects/reef/elsewhere/'))).toBeUndefined();
  });
});
