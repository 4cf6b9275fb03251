import { FormattedMessage } from 'react-intl';
import { Banner } from '../components/Banner';
import { Button } from '../components/Button';
import type { Copy } from '../ipc/bindings';
import { useNavigation } from '../navigation/navigation';
import { CopyBar } from './CopyBar';
import styles from './Copies.module.css';
import { standingOf } from './state';
import { useCopyWords } from './useCopyWords';

/** Stands where a folder is to be shared that is still being copied: nobody gets access before it is there. */
export function CopyNote({ copy }: { copy: Copy }) {
  const { navigate } = useNavigation();
  const { state } = useCopyWords();
  const needsYou = standingOf(copy.state) === 'needsYou';
  return (
    <div className={styles.note}>
      <Banner
        tone={needsYou ? 'attn' : 'info'}
        title={<FormattedMessage id="copy.note" values={{ name: copy.label }} />}
        action={
          needsYou && (
            <Button size="small" onClick={() => navigate({ name: 'copy', id: copy.id })}>
              <FormattedMessage id="copy.show" />
            </Button>
          )
        }
      >
        <FormattedMessage id="copy.noteMore" /> {needsYou && state(copy)}
      </Banner>
      <CopyBar copy={copy} />
    </div>
  );
}
