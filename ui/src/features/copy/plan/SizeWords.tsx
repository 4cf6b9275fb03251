import { FormattedMessage, useIntl } from 'react-intl';
import { formatBytes } from '../../../components/FormattedBytes';
import styles from './Plan.module.css';
import type { Size } from './useSize';

/** Files, folders and size; grows while it is counted. Not announced: it would talk over the typing. */
export function SizeWords({ size, state }: Size) {
  const intl = useIntl();
  if (size === null)
    return <FormattedMessage id={state === 'stopped' ? 'copy.plan.notCounted' : 'copy.plan.looking'} />;
  const values = { files: size.files, folders: size.folders, size: formatBytes(intl, size.bytes) };
  const counted = state === 'counting' ? 'counting' : size.isWhole ? 'counted' : 'countedPart';
  return (
    <>
      <FormattedMessage id={`copy.plan.${counted}`} values={values} />
      {size.leftOut > 0 && (
        <span className={styles.hint}>
          <FormattedMessage id="copy.plan.leftOut" values={{ count: size.leftOut }} />
        </span>
      )}
    </>
  );
}
