import type { ComponentProps } from 'react';
import { useIntl } from 'react-intl';

import { Cell, Row } from '../../../components/Table';
import { VisuallyHidden } from '../../../components/VisuallyHidden';
import styles from './Rows.module.css';

/** Room for a row that is being fetched. */
export function PlaceholderRow(frame: ComponentProps<'tr'>) {
  const intl = useIntl();
  return (
    <Row {...frame} aria-busy>
      <Cell role="gridcell" colSpan={6}>
        <span className={styles.bone} aria-hidden="true" />
        <VisuallyHidden>{intl.formatMessage({ id: 'shares.rowLoading' })}</VisuallyHidden>
      </Cell>
    </Row>
  );
}
