import { useIntl } from 'react-intl';
import { formatBytes } from '../components/FormattedBytes';
import type { Copy, CopyEnd } from '../ipc/bindings';
import { secondsLeft } from './state';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Copies in words. */
export function useCopyWords() {
  const intl = useIntl();

  /** "about 4 minutes left". */
  function left(seconds: number): string {
    if (seconds < MINUTE) return intl.formatMessage({ id: 'copy.left.soon' });
    if (seconds < HOUR) return intl.formatMessage({ id: 'copy.left.minutes' }, { count: Math.round(seconds / MINUTE) });
    return intl.formatMessage({ id: 'copy.left.hours' }, { count: Math.round(seconds / HOUR) });
  }

  return {
    /** Where one end of it is: the storage, and the folder there. */
    end: ({ storage, path }: CopyEnd) =>
      storage === null
        ? intl.formatMessage({ id: 'copy.onComputer' }, { path })
        : intl.formatMessage({ id: 'copy.onStorage' }, { path, storage: storage.name }),

    /** Where it stands, in a few words. */
    state: ({ state, doneWithout }: Copy): string => {
      if (state.kind === 'complete' && doneWithout > 0) {
        return intl.formatMessage({ id: 'copy.state.completeWithout' }, { count: doneWithout });
      }
      switch (state.kind) {
        case 'copying':
          return intl.formatMessage({ id: `copy.stage.${state.stage}` });
        case 'waiting':
          return intl.formatMessage({ id: `copy.wait.${state.why.kind}` });
        case 'incomplete':
          return intl.formatMessage({ id: 'copy.state.incomplete' }, { count: state.problems });
        case 'paused':
        case 'stopped':
        case 'complete':
        case 'cancelling':
        case 'cancelled':
        case 'removing':
        case 'removed':
          return intl.formatMessage({ id: `copy.state.${state.kind}` });
      }
    },

    /** "112 of 214 files, 1.2 GB of 3.1 GB", and while it goes on how fast and how long. */
    numbers: ({ progress, state, doneWithout }: Copy): string => {
      const { filesDone, files, bytesDone, bytes, bytesPerSecond, isCounting } = progress;
      const size = bytes === null ? null : formatBytes(intl, bytes);
      if (state.kind === 'complete' && doneWithout > 0) {
        const there = { files: filesDone, size: formatBytes(intl, bytesDone) };
        return intl.formatMessage({ id: 'copy.allWithout' }, { ...there, count: doneWithout });
      }
      if (state.kind === 'complete' && size !== null) return intl.formatMessage({ id: 'copy.all' }, { files, size });
      if (isCounting) return intl.formatMessage({ id: 'copy.soFar' }, { files, size: size ?? formatBytes(intl, 0) });
      const sizeDone = formatBytes(intl, bytesDone);
      const done =
        size === null
          ? intl.formatMessage({ id: 'copy.doneFiles' }, { done: filesDone, files, sizeDone })
          : intl.formatMessage({ id: 'copy.done' }, { done: filesDone, files, sizeDone, size });
      if (state.kind !== 'copying' || bytesPerSecond === null || bytesPerSecond <= 0) return done;
      const rate = intl.formatMessage({ id: 'copy.rate' }, { size: formatBytes(intl, bytesPerSecond) });
      const seconds = secondsLeft(progress);
      return [done, rate, ...(seconds === null ? [] : [left(seconds)])].join(' · ');
    },
  };
}
