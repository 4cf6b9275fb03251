import { CalendarClock, TriangleAlert } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Tile } from '../../../components/Tile';
import { useAuditState } from '../../../ipc/queries';
import { useNavigation } from '../../../navigation/navigation';
import styles from '../Home.module.css';

/** What deserves a look, as numbers that lead to the list. */
export function Tiles() {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const { data } = useAuditState();
  const isKnown = data !== undefined && data.checkedAt !== null;
  const soon = isKnown ? data.endingSoon : null;
  const attention = isKnown ? data.needsAttention : null;
  return (
    <section aria-label={intl.formatMessage({ id: 'home.tiles' })} className={styles.tiles}>
      <Tile
        icon={CalendarClock}
        count={soon}
        attn={soon !== null && soon > 0}
        onOpen={() => navigate({ name: 'shares', focus: 'endingSoon' })}
      >
        {soon === null ? (
          <FormattedMessage id="home.endingSoonUnknown" />
        ) : (
          <FormattedMessage id="home.endingSoon" values={{ count: soon }} />
        )}
      </Tile>
      <Tile icon={TriangleAlert} count={attention} onOpen={() => navigate({ name: 'shares', focus: 'needAttention' })}>
        {attention === null ? (
          <FormattedMessage id="home.attentionUnknown" />
        ) : (
          <FormattedMessage id="home.attention" values={{ count: attention }} />
        )}
      </Tile>
    </section>
  );
}
