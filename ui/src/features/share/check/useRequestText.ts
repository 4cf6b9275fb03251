import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useMoments } from '../../../components/useMoments';
import type { Checklist, Storage } from '../../../ipc/bindings';
import { useAppState } from '../../../ipc/queries';
import { useNow, useTimeZone } from '../../../time/Clock';
import { systemOf } from './system';

/** What is asked for. */
export type RequestKind = 'computer' | 'subscription' | 'noPermission' | 'notMine' | 'server';

interface Request {
  kind: RequestKind;
  path: string;
  storage: Storage | null;
  reason: string | null;
  checklist: Checklist | null;
}

/** The text for support: what is wanted, and all that they would ask back for. */
export function useRequestText({ kind, path, storage, reason, checklist }: Request): string {
  const intl = useIntl();
  const { session, version } = useAppState();
  const { moment } = useMoments(useTimeZone());
  const now = useNow();
  const [when] = useState(() => new Date(now()).toISOString());
  const system = intl.formatMessage({ id: `request.system.${systemOf(navigator.userAgent)}` });
  const facts = [
    intl.formatMessage({ id: 'request.fact.folder' }, { path }),
    storage !== null && intl.formatMessage({ id: 'request.fact.storage' }, { name: storage.name, id: storage.id }),
    reason !== null && intl.formatMessage({ id: 'request.fact.reason' }, { reason }),
    session !== null && intl.formatMessage({ id: 'request.fact.username' }, { username: session.identity.username }),
    intl.formatMessage({ id: 'request.fact.program' }, { version, system, when: moment(when) }),
  ];
  const tried = checklist?.lines.map(({ item, state }) => {
    const words = intl.formatMessage({ id: `checklist.item.${item}` });
    if (state.kind !== 'missing') {
      const answer = intl.formatMessage({ id: `checklist.request.${state.kind === 'done' ? 'yes' : 'unknown'}` });
      return intl.formatMessage({ id: 'checklist.request.line' }, { item: words, state: answer });
    }
    const obstacle = intl.formatMessage({ id: `checklist.obstacle.${state.obstacle.kind}` });
    return intl.formatMessage({ id: 'checklist.request.lineMissing' }, { item: words, obstacle });
  });
  return [
    intl.formatMessage({ id: 'request.hello' }),
    intl.formatMessage({ id: `request.${kind}` }),
    facts.filter((fact) => fact !== false).join('\n'),
    ...(tried === undefined ? [] : [[intl.formatMessage({ id: 'checklist.request.tried' }), ...tried].join('\n')]),
    intl.formatMessage({ id: 'request.thanks' }),
  ].join('\n\n');
}
