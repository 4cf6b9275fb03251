import { FormattedMessage } from 'react-intl';
import { useLimits } from './limits';

/** Whom the institution's policy names for questions; nothing where it names nobody. */
export function SupportContact() {
  const { support } = useLimits();
  if (support === null) return null;
  return (
    <p>
      <FormattedMessage
        id="policy.support"
        values={{ name: support.name, has: support.email === null ? 'no' : 'yes', email: support.email ?? '' }}
      />
    </p>
  );
}
