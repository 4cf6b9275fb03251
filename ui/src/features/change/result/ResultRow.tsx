import { FormattedMessage, useIntl } from 'react-intl';
import { GuestRow } from '../../../components/GuestList';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import { EndsCell } from '../../../components/run/EndsCell';
import styles from '../../../components/run/Run.module.css';
import { StateBadge } from '../../../components/run/StateBadge';
import type { ItemProps } from '../../../components/WindowedItems';
import { errorWords } from '../../../errors/words';
import type { Stored } from '../../../ipc/bindings';
import type { IpcError } from '../../../ipc/error';
import { useTimeZone } from '../../../time/Clock';
import type { Result } from '../model/outcome';
import { RowFace } from '../review/RowFace';
import { useChangeWords } from '../words';

/** One row at the end. The ones that failed are the only coloured ones. */
export function ResultRow({ result, item, verified }: { result: Result; item: ItemProps; verified: boolean }) {
  const { nameOf } = useAccessWords();
  const { placeOf } = useChangeWords();
  const { row, state } = result;
  const place = placeOf(row);
  const failed = state.kind === 'failed';
  return (
    <GuestRow
      item={item}
      avatar={<RowFace row={row} />}
      name={nameOf(row.access)}
      lines={[
        place === null ? row.name : `${row.name} ${place}`,
        <span key="line" className={failed ? styles.failed : state.kind === 'conflict' ? styles.conflict : undefined}>
          <Line result={result} verified={verified} />
        </span>,
      ]}
      level={
        <span className={styles.state}>
          <StateBadge kind={state.kind}>
            <FormattedMessage id={`change.state.${state.kind === 'waiting' ? 'notBegun' : state.kind}`} />
          </StateBadge>
        </span>
      }
      narrowLevel
      date={<Ends result={result} />}
      {...(failed && { tone: 'danger' as const })}
    />
  );
}

function Line({ result: { row, state }, verified }: { result: Result; verified: boolean }) {
  const { verb, untilPlain } = useChangeWords();
  switch (state.kind) {
    case 'done':
    case 'undone':
      if (row.step.kind === 'takeRole') return <FormattedMessage id="change.done.roleTaken" />;
      if (row.after === null) return <FormattedMessage id="change.done.ended" />;
      return <FormattedMessage id="change.done.can" values={{ verb: verb(row.after.permissions) }} />;
    case 'conflict':
      return state.stored === null ? (
        <FormattedMessage id="change.done.conflictGone" />
      ) : (
        <FormattedMessage
          id="change.done.conflict"
          values={{ verb: verb(state.stored.permissions), until: untilPlain(state.stored.endsAt) }}
        />
      );
    case 'failed':
      return <Failure error={state.error} verified={verified} />;
    case 'leftOff':
      return row.before === null ? null : (
        <FormattedMessage id="change.done.can" values={{ verb: verb(row.before.permissions) }} />
      );
    case 'waiting':
    case 'working':
    case 'readingBack':
      return <FormattedMessage id="change.done.notYet" />;
  }
}

/** Why a row failed, in one line. */
function Failure({ error, verified }: { error: IpcError; verified: boolean }) {
  const intl = useIntl();
  if (error.code === 'Timeout' && error.outcomeUnknown) {
    return <FormattedMessage id={verified ? 'change.done.noAnswerVerified' : 'change.done.noAnswer'} />;
  }
  const { title, meaning } = errorWords(error);
  const shown = error.code === 'Api' || error.code === 'Forbidden' ? [title, meaning] : [title];
  return shown.map((part) => intl.formatMessage({ id: part.id }, part.values)).join('. ');
}

/** Until when the guest has it now, as far as that is known. */
function Ends({ result: { row, state } }: { result: Result }) {
  const done = state.kind === 'done' || state.kind === 'undone';
  const shown: Stored | null = done ? row.after : state.kind === 'conflict' ? state.stored : row.before;
  const timeZone = useTimeZone();
  if (shown === null) return <FormattedMessage id="change.done.notShared" />;
  const asBefore = done || state.kind === 'conflict' ? null : <FormattedMessage id="change.done.asBefore" />;
  return <EndsCell endsAt={shown.endsAt} timeZone={timeZone} note={asBefore} />;
}
