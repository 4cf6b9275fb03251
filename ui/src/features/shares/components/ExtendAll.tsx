import { CalendarClock } from 'lucide-react';
import { useIntl } from 'react-intl';

import { Button } from '../../../components/Button';
import { quickDay } from '../../../components/end-date/endValue';
import { formatDay } from '../../../components/FormattedDay';
import type { AuditQuery } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import { useUsualDays } from '../../../policy/useUsualDays';
import { useToday } from '../../../time/Clock';

/** More time for all that ends soon, by the person's usual length: one click and the usual review. */
export function ExtendAll({ query, matches }: { query: AuditQuery; matches: number }) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const day = quickDay(useUsualDays(), useToday());
  return (
    <div>
      <Button
        size="small"
        icon={CalendarClock}
        onClick={() =>
          navigate({
            name: 'change',
            targets: { kind: 'query', query: { ...query, open: [] } },
            action: { kind: 'setEnd', end: { kind: 'on', day: day.toString() } },
          })
        }
      >
        {intl.formatMessage({ id: 'shares.extendAll' }, { count: matches, day: formatDay(intl, day) })}
      </Button>
    </div>
  );
}
