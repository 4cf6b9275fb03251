import { Search } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../components/Button';
import { Page } from '../components/Page';
import { TextField } from '../components/TextField';
import { ConsentStep } from '../consent/ConsentStep';
import { demandOf } from '../consent/demand';
import { ErrorCard } from '../errors/ErrorCard';
import { fieldSentence } from '../errors/words';
import type { Place, Purpose } from './picked';
import { useStorages, useStorageSearch } from './queries';
import styles from './Storage.module.css';
import { StorageSections } from './StorageSections';
import { FoundList } from './FoundList';

interface ChooseStorageProps {
  purpose: Purpose;
  title: string;
  lead: ReactNode;
  text: string;
  setText: (text: string) => void;
  onOpen: (place: Place) => void;
}

/** The storages a person is likely to want, and a box for all others. */
export function ChooseStorage({ purpose, title, lead, text, setText, onOpen }: ChooseStorageProps) {
  const intl = useIntl();
  const places = useRef<HTMLDivElement>(null);
  const storages = useStorages();
  const search = useStorageSearch(text);
  const [asked, setAsked] = useState(0);
  const searching = text.trim() !== '';
  const again = searching ? search.again : () => void storages.refetch();

  const demand = demandOf(searching ? search.error : storages.error);
  if (demand !== null) {
    return (
      <ConsentStep
        key={asked}
        demand={demand}
        again={asked > 0}
        onCancel={() => setText('')}
        onDone={() => {
          setAsked((before) => before + 1);
          again();
        }}
      />
    );
  }

  /** The only one that was found, as when an id or a link was pasted. */
  function openOnly() {
    const only = search.looking ? undefined : search.found?.entries;
    if (only?.length === 1 && only[0]) onOpen({ storage: only[0], path: search.found?.path ?? null });
  }

  /** Up and down lead from the box through all rows, whatever section they are in. */
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const rows = [...(places.current?.querySelectorAll<HTMLElement>('button[data-place]') ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const next = event.key === 'ArrowDown' ? rows[at + 1] : rows[at - 1];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }

  const sentence = fieldSentence(search.error, 'collection');
  const error = searching ? search.error : storages.error;
  return (
    <Page title={title} lead={lead}>
      <form
        role="search"
        className={styles.find}
        onSubmit={(event) => {
          event.preventDefault();
          openOnly();
        }}
      >
        <TextField
          label={intl.formatMessage({ id: 'storage.find' })}
          hint={intl.formatMessage({ id: 'storage.findHint' })}
          error={sentence && intl.formatMessage({ id: sentence })}
          icon={Search}
          value={text}
          onChange={setText}
          onKeyDown={onKeyDown}
        />
      </form>
      {error !== null && sentence === null && (
        <ErrorCard error={error}>
          <Button size="small" onClick={again}>
            <FormattedMessage id="common.tryAgain" />
          </Button>
        </ErrorCard>
      )}
      {/* The rows are buttons; the arrows are a shorter way between them. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={places} className={styles.places} onKeyDown={onKeyDown}>
        {searching ? (
          <FoundList purpose={purpose} search={search} text={text.trim()} onOpen={onOpen} />
        ) : (
          <StorageSections purpose={purpose} storages={storages} onOpen={onOpen} />
        )}
      </div>
    </Page>
  );
}
