import { useIntl } from 'react-intl';
import { ProgressBar } from '../components/Progress';
import type { Copy } from '../ipc/bindings';
import { percentOf } from './state';
import { useCopyWords } from './useCopyWords';

/** How far a copy has come: a bar, and the numbers in words. */
export function CopyBar({ copy }: { copy: Copy }) {
  const intl = useIntl();
  const { numbers } = useCopyWords();
  return (
    <ProgressBar
      label={intl.formatMessage({ id: 'copy.bar' }, { name: copy.label })}
      done={percentOf(copy)}
      total={100}
      words={numbers(copy)}
    />
  );
}
