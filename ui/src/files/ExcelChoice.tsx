import { useIntl } from 'react-intl';
import { Checkbox } from '../components/Checkbox';

/** Whether a table begins with the sign by which Excel knows UTF-8. */
export function ExcelChoice({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  const intl = useIntl();
  return (
    <Checkbox checked={checked} onChange={onChange} hint={intl.formatMessage({ id: 'files.bomHint' })}>
      {intl.formatMessage({ id: 'files.bom' })}
    </Checkbox>
  );
}
