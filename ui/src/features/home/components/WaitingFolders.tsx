import { FormattedMessage } from 'react-intl';
import { Banner } from '../../../components/Banner';
import { Button } from '../../../components/Button';
import { folderName } from '../../../files/folderName';
import { useNavigation } from '../../../navigation/navigation';
import { usePendingDrop } from '../../../navigation/pendingDrop';

/** What is left of several folders that are shared one by one. */
export function WaitingFolders({ paths }: { paths: string[] }) {
  const { openShare } = useNavigation();
  const { setDrop } = usePendingDrop();
  const [first, ...rest] = paths;
  if (first === undefined) return null;
  return (
    <Banner
      tone="info"
      title={<FormattedMessage id="home.waiting" values={{ count: paths.length }} />}
      action={
        <>
          <Button
            size="small"
            onClick={() => {
              setDrop(rest.length > 0 ? { paths: rest, waiting: true } : null);
              openShare({ paths: [first] });
            }}
          >
            <FormattedMessage id="home.next" values={{ name: folderName(first) }} />
          </Button>
          <Button size="small" variant="quiet" onClick={() => setDrop(null)}>
            <FormattedMessage id="home.forget" values={{ count: paths.length }} />
          </Button>
        </>
      }
    />
  );
}
