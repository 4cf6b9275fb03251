import { useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { HeaderCell, Table } from '../../components/Table';
import { useWindowed } from '../../components/useWindowed';
import { VisuallyHidden } from '../../components/VisuallyHidden';
import type { ChangeAction, GrantRow } from '../../ipc/bindings';
import { GrantLine } from './GrantLine';
import styles from './Subject.module.css';

interface GrantTableProps {
  /** Whose page it is. */
  name: string;
  grants: readonly GrantRow[];
  offline: boolean;
  onWhy: ((grant: GrantRow) => void) | null;
  onChange: (grant: GrantRow, action: ChangeAction) => void;
}

/** Everything that reaches somebody: folder · through what · what they can do · margin line · until when. */
export function GrantTable({ name, grants, offline, onWhy, onChange }: GrantTableProps) {
  const intl = useIntl();
  const frame = useRef<HTMLDivElement>(null);
  const keys = grants.map(({ key }) => key);
  const { shown, before, after, measure } = useWindowed(keys, () => 73, frame);
  return (
    <div ref={frame} className={styles.frame}>
      {/* The head counts as the first row. */}
      <Table caption={intl.formatMessage({ id: 'subject.table' }, { name })} rowCount={grants.length + 1}>
        <colgroup>
          <col />
          <col className={styles.through} />
          <col className={styles.can} />
          <col className={styles.ends} />
          <col className={styles.act} />
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <HeaderCell>
              <FormattedMessage id="subject.columnFolder" />
            </HeaderCell>
            <HeaderCell>
              <FormattedMessage id="subject.columnThrough" />
            </HeaderCell>
            <HeaderCell>
              <FormattedMessage id="subject.columnCan" />
            </HeaderCell>
            <HeaderCell date>
              <FormattedMessage id="subject.columnEnds" />
            </HeaderCell>
            <HeaderCell>
              <VisuallyHidden>
                <FormattedMessage id="subject.columnActions" />
              </VisuallyHidden>
            </HeaderCell>
          </tr>
        </thead>
        <Room height={before} />
        <tbody>
          {shown.map((index) => {
            const grant = grants[index];
            return (
              grant && (
                <GrantLine
                  key={grant.key}
                  data-index={index}
                  aria-rowindex={index + 2}
                  ref={measure}
                  {...{ grant, name, offline }}
                  onWhy={onWhy && (() => onWhy(grant))}
                  onChange={(action) => onChange(grant, action)}
                />
              )
            );
          })}
        </tbody>
        <Room height={after} />
      </Table>
    </div>
  );
}

/** Room for the rows that are not drawn. */
function Room({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tbody aria-hidden="true">
      <tr className={styles.room}>
        <td colSpan={5} style={{ blockSize: height }} />
      </tr>
    </tbody>
  );
}
