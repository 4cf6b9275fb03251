import { Check, Minus } from 'lucide-react';
import { useIntl } from 'react-intl';
import { HeaderCell, Row, Table } from '../../../components/Table';
import { VisuallyHidden } from '../../../components/VisuallyHidden';
import { POWERS, roleMay, ROLES } from '../model/roles';
import styles from './Roles.module.css';

/** What each role may do. A tick and a dash that are also words. */
export function RoleMatrix() {
  const intl = useIntl();
  return (
    <div className={styles.matrix}>
      <Table caption={intl.formatMessage({ id: 'collection.roles.matrix' })}>
        <thead>
          <tr>
            <HeaderCell>{intl.formatMessage({ id: 'collection.column.role' })}</HeaderCell>
            {POWERS.map((power) => (
              <HeaderCell key={power} className={styles.power}>
                {intl.formatMessage({ id: `collection.power.${power}` })}
              </HeaderCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROLES.map((role) => (
            <Row key={role}>
              <th scope="row" className={styles.role}>
                {intl.formatMessage({ id: `collection.role.${role}` })}
                {role === 'activityManager' && (
                  <span className={styles.extra}> {intl.formatMessage({ id: 'collection.roles.pauses' })}</span>
                )}
              </th>
              {POWERS.map((power) => {
                const may = roleMay(role, power);
                const Icon = may ? Check : Minus;
                return (
                  <td
                    key={power}
                    data-label={intl.formatMessage({ id: `collection.power.${power}` })}
                    className={may ? styles.may : styles.mayNot}
                  >
                    <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
                    <VisuallyHidden>
                      {intl.formatMessage({ id: may ? 'collection.yes' : 'collection.no' })}
                    </VisuallyHidden>
                  </td>
                );
              })}
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
