import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Banner } from '../components/Banner';
import { Button } from '../components/Button';
import type { MessageId } from '../i18n/messages';
import type { Notice } from '../ipc/bindings';
import styles from './Notices.module.css';

interface Words {
  title: MessageId;
  more: MessageId;
  path?: string;
}

function words(notice: Notice): Words {
  switch (notice.kind) {
    case 'settingsReset':
      return { title: 'shell.noticeSettings', more: 'shell.noticeSettingsMore', path: notice.keptAs };
    case 'journalReset':
      return { title: 'shell.noticeJournal', more: 'shell.noticeJournalMore', path: notice.keptAs };
    case 'practiceDataNewer':
      return { title: 'shell.noticePractice', more: 'shell.noticePracticeMore', path: notice.folder };
    case 'signedOutByGlobus':
      return { title: 'shell.noticeSignedOut', more: 'shell.noticeSignedOutMore' };
  }
}

/** Notices that the person has read, for as long as the window is open. */
const read = new Set<string>();

/** What happened at start and is said once. */
export function Notices({ all }: { all: Notice[] }) {
  const [, setCount] = useState(read.size);
  const open = all.filter((notice) => !read.has(JSON.stringify(notice)));
  if (open.length === 0) return null;
  return (
    <div className={styles.notices}>
      {open.map((notice) => {
        const { title, more, path } = words(notice);
        return (
          <Banner
            key={notice.kind}
            title={<FormattedMessage id={title} />}
            action={
              <Button
                size="small"
                onClick={() => {
                  read.add(JSON.stringify(notice));
                  setCount(read.size);
                }}
              >
                <FormattedMessage id="shell.noticeDone" />
              </Button>
            }
          >
            <FormattedMessage id={more} values={{ path }} />
          </Banner>
        );
      })}
    </div>
  );
}
