import { Globe } from 'lucide-react';
import { useState, type Ref } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Disclosure } from '../../../components/Disclosure';
import { EndDateControl } from '../../../components/end-date/EndDateControl';
import { useLimits } from '../../../components/policy/limits';
import { RadioList } from '../../../components/RadioList';
import { TextField } from '../../../components/TextField';
import type { ShareDraft } from '../../../ipc/bindings';
import { widerConfirmation } from '../model/summary';
import { endFieldId } from './GuestRows';
import type { DraftProps } from './draftProps';
import styles from './TellThem.module.css';

type Wider = ShareDraft['wider'];

type WiderAccessProps = DraftProps & {
  lastAllowed: string | null;
  defaultDays: number;
  /** The name is not right and the person wanted to go on. */
  mismatch: boolean;
  fieldRef: Ref<HTMLInputElement>;
};

/** Access for more than the guests: folded away, typed to confirm, and never more than view and download. */
export function WiderAccess({ draft, dispatch, checks, mismatch, fieldRef, ...ends }: WiderAccessProps) {
  const intl = useIntl();
  const { wider } = draft;
  // What is on stays in sight: it can't be folded away and forgotten.
  const [unfolded, setUnfolded] = useState(false);
  const forbidden = useLimits().forbidden;
  const allowed = (['signedIn', 'anyone'] as const).filter((kind) => !forbidden.includes(BAN[kind]));
  // What is on already stays there to be turned off.
  const offered = (['off', 'signedIn', 'anyone'] as const).filter(
    (kind) => kind === 'off' || kind === wider.kind || allowed.includes(kind),
  );
  const name = widerConfirmation(checks);
  const choose = (next: Wider) => dispatch({ type: 'widerChosen', wider: next });

  function chooseKind(kind: Wider['kind']) {
    if (kind === 'off') choose({ kind });
    else choose({ kind, confirmation: '', end: wider.kind === 'off' ? draft.defaultEnd : wider.end });
  }

  if (offered.length === 1) {
    return (
      <p className={styles.institution}>
        <Globe size={18} strokeWidth={1.75} aria-hidden="true" />
        <FormattedMessage id="policy.everyone" />
      </p>
    );
  }

  return (
    <Disclosure
      icon={Globe}
      title={<FormattedMessage id="share.wider.title" />}
      summary={<FormattedMessage id={SUMMARY[wider.kind]} />}
      open={unfolded || wider.kind !== 'off'}
      onToggle={setUnfolded}
    >
      <div className={styles.stack}>
        <RadioList
          legend={<FormattedMessage id="share.wider.legend" />}
          value={wider.kind}
          onChange={chooseKind}
          options={offered.map((kind) => ({
            value: kind,
            label: intl.formatMessage({ id: `share.wider.choice.${kind}` }),
            hint: intl.formatMessage({ id: `share.wider.choice.${kind}.hint` }),
          }))}
        />
        {forbidden
          .filter((kind) => kind === 'public' || kind === 'everyoneSignedIn')
          .map((kind) => (
            <p key={kind} className={styles.note}>
              <FormattedMessage id={`policy.forbids.${kind}`} />
            </p>
          ))}
        {wider.kind !== 'off' && (
          <>
            <p className={styles.note}>
              <FormattedMessage id="share.wider.never" />
            </p>
            <TextField
              ref={fieldRef}
              label={<FormattedMessage id="share.wider.confirm" values={{ name }} />}
              hint={<FormattedMessage id="share.wider.confirmHint" />}
              error={mismatch ? intl.formatMessage({ id: 'share.wider.mismatch' }, { name }) : undefined}
              value={wider.confirmation}
              onChange={(confirmation) => choose({ ...wider, confirmation })}
            />
            <div id={endFieldId('wider')} className={styles.end}>
              <EndDateControl
                name={intl.formatMessage({ id: 'share.wider.everyoneElse' })}
                value={wider.end}
                defaultDays={ends.defaultDays}
                maxDay={ends.lastAllowed}
                allowNever={ends.lastAllowed === null}
                onChange={(end) => choose({ ...wider, end })}
              />
            </div>
          </>
        )}
      </div>
    </Disclosure>
  );
}

/** Which ban concerns which choice. */
const BAN = { signedIn: 'everyoneSignedIn', anyone: 'public' } as const;

const SUMMARY = {
  off: 'share.wider.off',
  signedIn: 'share.wider.onSignedIn',
  anyone: 'share.wider.onAnyone',
} as const;
