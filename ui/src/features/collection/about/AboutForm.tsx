import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useAnnounce } from '../../../components/Announcer';
import { Button } from '../../../components/Button';
import { Checkbox } from '../../../components/Checkbox';
import { TextArea } from '../../../components/TextArea';
import { TextField } from '../../../components/TextField';
import { ErrorCard } from '../../../errors/ErrorCard';
import { fieldSentence } from '../../../errors/words';
import type { CollectionAbout, CollectionDetails } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { refreshAfterChange } from '../../../ipc/queries';
import type { OnDemand } from '../CollectionTabs';
import { detailsKey } from '../queries/useCollection';
import shared from '../Collection.module.css';
import styles from './About.module.css';
import { isSame, looksLikeAddress, looksLikeLink, toKeywords } from './fields';

interface AboutFormProps {
  details: CollectionDetails;
  offline: boolean;
  draft: CollectionAbout | null;
  setDraft: (draft: CollectionAbout | null) => void;
  onDemand: OnDemand;
}

/** The card as a form. What was typed stays until it is saved or thrown away. */
export function AboutForm({ details, offline, draft, setDraft, onDemand }: AboutFormProps) {
  const intl = useIntl();
  const { id, about: stored } = details;
  const about = draft ?? stored;
  const [keywords, setKeywords] = useState(about.keywords.join(', '));
  const [tried, setTried] = useState(false);
  const save = useSave(id, setDraft, onDemand);
  const unavailable = offline ? intl.formatMessage({ id: 'collection.needsConnection' }) : null;

  function change(part: Partial<CollectionAbout>) {
    save.reset();
    const next = { ...about, ...part };
    setDraft(isSame(next, stored) ? null : next);
  }

  const text = (field: Exclude<keyof CollectionAbout, 'keywords' | 'notifyDownloads' | 'notifyUploads'>) => ({
    label: intl.formatMessage({ id: `collection.about.${field}` }),
    value: about[field] ?? '',
    readOnly: offline,
    onChange: (value: string) => change({ [field]: value }),
  });

  const wrong = {
    displayName: about.displayName.trim() === '',
    contactEmail: (about.contactEmail ?? '').trim() !== '' && !looksLikeAddress(about.contactEmail ?? ''),
    infoLink: (about.infoLink ?? '').trim() !== '' && !looksLikeLink(about.infoLink ?? ''),
  };
  const complaint = (field: keyof typeof wrong) =>
    tried && wrong[field] ? intl.formatMessage({ id: `collection.about.wrong.${field}` }) : null;
  const refused = fieldSentence(save.error, 'collectionName');

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (offline || save.isPending || draft === null || Object.values(wrong).includes(true)) return;
        save.mutate({ about: { ...draft, keywords: toKeywords(keywords) }, again: false });
      }}
    >
      <TextField
        {...text('displayName')}
        hint={intl.formatMessage({ id: 'collection.about.displayName.hint' })}
        error={complaint('displayName') ?? (refused && intl.formatMessage({ id: refused }))}
      />
      <TextArea {...text('description')} optional />
      <TextField
        label={intl.formatMessage({ id: 'collection.about.keywords' })}
        hint={intl.formatMessage({ id: 'collection.about.keywords.hint' })}
        optional
        readOnly={offline}
        value={keywords}
        onChange={(value) => {
          setKeywords(value);
          change({ keywords: toKeywords(value) });
        }}
      />
      <TextField {...text('organization')} optional />
      <TextField {...text('contactEmail')} optional type="email" error={complaint('contactEmail')} />
      <TextField {...text('contactInfo')} optional />
      <TextField {...text('infoLink')} optional type="url" error={complaint('infoLink')} />
      {about.notifyDownloads !== null && about.notifyUploads !== null && (
        <fieldset className={styles.notify}>
          <legend>{intl.formatMessage({ id: 'collection.about.notify' })}</legend>
          <Checkbox checked={about.notifyDownloads} onChange={(on) => change({ notifyDownloads: on })}>
            {intl.formatMessage({ id: 'collection.about.notifyDownloads' })}
          </Checkbox>
          <Checkbox checked={about.notifyUploads} onChange={(on) => change({ notifyUploads: on })}>
            {intl.formatMessage({ id: 'collection.about.notifyUploads' })}
          </Checkbox>
        </fieldset>
      )}
      {save.error !== null && refused === null && <ErrorCard error={save.error} />}
      <div className={styles.actions}>
        <Button
          type="submit"
          variant="primary"
          busy={save.isPending}
          unavailable={unavailable ?? (draft === null ? intl.formatMessage({ id: 'collection.about.nothing' }) : null)}
        >
          {intl.formatMessage({ id: save.isPending ? 'collection.about.saving' : 'collection.about.save' })}
        </Button>
        {draft !== null && !save.isPending && (
          <Button
            variant="quiet"
            onClick={() => {
              save.reset();
              setTried(false);
              setKeywords(stored.keywords.join(', '));
              setDraft(null);
            }}
          >
            {intl.formatMessage({ id: 'collection.about.discard' })}
          </Button>
        )}
        {save.isSuccess && draft === null && (
          <span className={shared.muted}>{intl.formatMessage({ id: 'collection.about.saved' })}</span>
        )}
      </div>
    </form>
  );
}

/** Writes the card. What Globus has stored afterwards is what stands in the form. */
function useSave(id: string, setDraft: (draft: null) => void, onDemand: OnDemand) {
  const intl = useIntl();
  const ipc = useIpc();
  const client = useQueryClient();
  const announce = useAnnounce();
  const save = useMutation({
    mutationFn: ({ about }: { about: CollectionAbout; again: boolean }) => ipc.updateAbout(id, about),
    onSuccess: async (about) => {
      client.setQueryData<CollectionDetails>(
        detailsKey(id),
        (before) => before && { ...before, about, name: about.displayName },
      );
      setDraft(null);
      announce(intl.formatMessage({ id: 'collection.about.saved' }));
      await refreshAfterChange(client);
    },
    onError: (error, { about, again }) => {
      if (onDemand(error, { again, goOn: () => save.mutate({ about, again: true }) })) save.reset();
    },
  });
  return save;
}
