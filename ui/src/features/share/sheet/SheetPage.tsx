import { useEffect, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Banner } from '../../../components/Banner';
import { EndDateControl } from '../../../components/end-date/EndDateControl';
import { newShares, useLimits } from '../../../components/policy/limits';
import { LevelSelect } from '../../../components/LevelSelect';
import { Page, Section } from '../../../components/Page';
import { CopyNote } from '../../../copies/CopyNote';
import { useCopyOver } from '../../../copies/queries';
import { ErrorCard } from '../../../errors/ErrorCard';
import { inputProblem } from '../../../errors/words';
import type { IpcError } from '../../../ipc/error';
import { useAppState } from '../../../ipc/queries';
import { useToday } from '../../../time/Clock';
import { firstMissing, lastAllowedDay, type Missing } from '../model/summary';
import { NOT_COUNTED, type PreviewState } from '../queries/usePreviews';
import { Advanced } from './Advanced';
import type { DraftProps } from './draftProps';
import { FactsCard } from './FactsCard';
import { GuestSection, type GuestSectionProps } from './GuestSection';
import { endFieldId } from './GuestRows';
import { SheetFooter } from './SheetFooter';
import { TellThem } from './TellThem';
import { WiderAccess } from './WiderAccess';
import styles from './Sheet.module.css';

interface SheetPageProps extends DraftProps, Pick<GuestSectionProps, 'box' | 'pasted' | 'onInvite' | 'onDemand'> {
  previews: Readonly<Record<string, PreviewState>>;
  /** It was saved earlier. */
  restored: boolean;
  /** It could not be saved on this computer. */
  notSaved: boolean;
  /** What the review asked to be opened. */
  openAt: 'smaller' | 'name' | null;
  /** Why the review could not be made. */
  error: IpcError | null;
  planning: boolean;
  loadCommands: () => Promise<readonly string[]>;
  onSmaller: (from: string, to: string) => Promise<string | null>;
  onReview: () => void;
  onSaveForLater: () => void;
}

/** One column: what, who, how, and folded away what most people never need. */
export function SheetPage(props: SheetPageProps) {
  const { draft, dispatch, checks, error } = props;
  const intl = useIntl();
  const copy = useCopyOver(draft.folders);
  const today = useToday().toString();
  const { settings } = useAppState();
  const [asked, setAsked] = useState<Missing | null>(null);
  const peopleBox = useRef<HTMLInputElement>(null);
  const widerName = useRef<HTMLInputElement>(null);
  const collectionName = useRef<HTMLInputElement>(null);
  const lastAllowed = lastAllowedDay(checks);
  const facts = { today, checks, boxText: props.box.text, openLines: props.pasted.list.lines.length };
  const missing = firstMissing(draft, facts);
  // Said once the person wanted to go on, and only while it is so.
  const shown = asked?.kind === missing?.kind ? missing : null;
  const nameError = error?.code === 'InvalidInput' && error.field === 'collectionName' ? error : null;

  const { openAt } = props;
  useEffect(() => {
    if (openAt === 'name') collectionName.current?.focus();
  }, [openAt]);

  function review() {
    setAsked(missing);
    if (missing === null) props.onReview();
    else if (missing.kind === 'end') focusEnd(missing.key);
    else if (missing.kind === 'widerName') widerName.current?.focus();
    else if (missing.kind === 'widerEnd') focusEnd('wider');
    else peopleBox.current?.focus();
  }

  const name = checks[0]?.dropped.name ?? '';
  const ends = { lastAllowed, defaultDays: newShares(settings, useLimits()).endDays };
  return (
    <Page
      title={intl.formatMessage({ id: 'share.sheet.title' }, { count: checks.length, name })}
      lead={<FormattedMessage id={props.restored ? 'share.sheet.restored' : 'share.sheet.lead'} />}
      footer={
        <SheetFooter draft={draft} planning={props.planning} onReview={review} onSaveForLater={props.onSaveForLater} />
      }
    >
      {copy !== undefined && <CopyNote copy={copy} />}
      {props.notSaved && <Banner title={<FormattedMessage id="share.draft.notSaved" />} />}
      {checks.map((check) => (
        <FactsCard
          key={check.dropped.path}
          check={check}
          counted={props.previews[check.dropped.path] ?? NOT_COUNTED}
          wish={draft}
          choose={
            checks.length === 1
              ? {
                  target: (target) => dispatch({ type: 'targetChosen', target }),
                  account: (id) => dispatch({ type: 'accountChosen', id }),
                }
              : null
          }
          onSmaller={(to) => props.onSmaller(check.dropped.path, to)}
          openSmaller={openAt === 'smaller'}
        />
      ))}
      <Section
        title={<FormattedMessage id="share.guests.title" />}
        actions={
          <div className={styles.defaults}>
            <FormattedMessage id="share.guests.new" />
            <LevelSelect
              compact
              name={intl.formatMessage({ id: 'share.guests.newName' })}
              value={draft.defaultPermissions}
              onChange={(permissions) => dispatch({ type: 'defaultLevelChosen', permissions })}
            />
            <EndDateControl
              compact
              name={intl.formatMessage({ id: 'share.guests.newName' })}
              value={draft.defaultEnd}
              defaultDays={ends.defaultDays}
              maxDay={lastAllowed}
              allowNever={lastAllowed === null}
              onChange={(end) => dispatch({ type: 'defaultEndChosen', end })}
            />
          </div>
        }
      >
        <GuestSection {...{ ...props, ...ends, peopleBox }} missing={boxMissing(shown)} />
      </Section>
      <Section title={<FormattedMessage id="share.tell.title" />}>
        <TellThem {...{ draft, dispatch }}>
          <WiderAccess
            {...{ draft, dispatch, checks, ...ends }}
            mismatch={shown?.kind === 'widerName'}
            fieldRef={widerName}
          />
          <Advanced
            {...{ draft, dispatch, checks }}
            key={nameError === null ? 'plain' : 'wrong'}
            openAtFirst={openAt === 'name' || nameError !== null}
            nameError={nameError && intl.formatMessage({ id: inputProblem(nameError.field, nameError.reason) })}
            nameRef={collectionName}
            loadCommands={props.loadCommands}
          />
        </TellThem>
      </Section>
      {error !== null && nameError === null && <ErrorCard error={error} />}
    </Page>
  );
}

const IN_THE_BOX = ['noGuests', 'textInBox', 'openList'] as const;

/** What is missing in the people box. */
function boxMissing(missing: Missing | null): (typeof IN_THE_BOX)[number] | null {
  return IN_THE_BOX.find((kind) => kind === missing?.kind) ?? null;
}

function focusEnd(key: string): void {
  document.getElementById(endFieldId(key))?.querySelector('button')?.focus();
}
