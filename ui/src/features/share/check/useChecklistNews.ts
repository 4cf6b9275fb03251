import { useEffect, useRef } from 'react';
import { useIntl } from 'react-intl';
import { useAnnounce } from '../../../components/Announcer';
import type { ChecklistItem, FolderCheck } from '../../../ipc/bindings';
import { isReady } from './isReady';

/** What is done in all folders that have this line. */
function ticks(checks: readonly FolderCheck[]): Map<ChecklistItem, boolean> {
  const found = new Map<ChecklistItem, boolean>();
  for (const { item, state } of checks.flatMap(({ checklist }) => checklist?.lines ?? [])) {
    found.set(item, state.kind === 'done' && (found.get(item) ?? true));
  }
  return found;
}

/**
 * Says politely what a further look has changed. One that finds the same would change nothing on the page: who asked for
 * it is told so, who only came back to the window is not.
 */
export function useChecklistNews(checks: readonly FolderCheck[], checkedAt: number, byHand: boolean): void {
  const announce = useAnnounce();
  const intl = useIntl();
  const seen = useRef({ checks, checkedAt });
  useEffect(() => {
    const before = seen.current;
    if (before.checkedAt === checkedAt) return;
    seen.current = { checks, checkedAt };
    const [old, now] = [ticks(before.checks), ticks(checks)];
    const items = (keep: (item: ChecklistItem, done: boolean) => boolean) =>
      intl.formatList(
        [...now]
          .filter(([item, done]) => keep(item, done))
          .map(([item]) => intl.formatMessage({ id: `checklist.item.${item}` })),
        { type: 'conjunction' },
      );
    const done = items((item, isDone) => isDone && old.get(item) === false);
    const undone = items((item, isDone) => !isDone && old.get(item) === true);
    const news = [
      ...(done === '' ? [] : [intl.formatMessage({ id: 'checklist.announce.done' }, { items: done })]),
      ...(undone === '' ? [] : [intl.formatMessage({ id: 'checklist.announce.undone' }, { items: undone })]),
      ...(checks.every(isReady)
        ? [intl.formatMessage({ id: 'checklist.announce.ready' }, { name: checks[0]?.dropped.name ?? '' })]
        : []),
    ];
    if (news.length > 0) announce(news.join(' '));
    else if (byHand) announce(intl.formatMessage({ id: 'share.check.stillMissing' }));
  }, [announce, byHand, checkedAt, checks, intl]);
}
