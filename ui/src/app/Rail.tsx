import { Contact, History, House, Menu, Settings, Users, X, type LucideIcon } from 'lucide-react';
import { useState, type MouseEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { cx } from '../components/cx';
import { Mark } from '../components/Mark';
import type { MessageId } from '../i18n/messages';
import { useAuditState } from '../ipc/queries';
import { useNavigation, type Route } from '../navigation/navigation';
import styles from './Rail.module.css';

/** Screens that belong to another one: that is where one comes from and goes back to. */
const ABOVE: Partial<Record<Route['name'], Route['name']>> = {
  share: 'home',
  browse: 'home',
  newCopy: 'home',
  copy: 'home',
  change: 'shares',
  resumeChange: 'home',
  subject: 'shares',
  collection: 'shares',
  group: 'groups',
  newGroup: 'groups',
  report: 'shares',
};

/** The ways through the app. Icons only below 900 px; behind a menu button below 640 px. */
export function Rail() {
  const intl = useIntl();
  const { route, navigate } = useNavigation();
  const audit = useAuditState().data;
  const [open, setOpen] = useState(false);

  function entry(
    name: 'home' | 'shares' | 'groups' | 'activity' | 'settings',
    icon: LucideIcon,
    label: MessageId,
    count?: number,
  ) {
    const current = (ABOVE[route.name] ?? route.name) === name;
    return (
      <RailLink
        {...{ icon, label, current, count }}
        onOpen={(target: Route) => {
          setOpen(false);
          navigate(target);
        }}
        target={{ name }}
      />
    );
  }

  return (
    <nav className={cx(styles.rail, open && styles.open)} aria-label={intl.formatMessage({ id: 'shell.navigation' })}>
      <div className={styles.brand}>
        <Mark look="plate" />
        <span className={styles.name}>
          <FormattedMessage id="common.appName" />
        </span>
        <button
          type="button"
          className={styles.menu}
          aria-expanded={open}
          aria-controls="rail-links"
          onClick={() => setOpen(!open)}
        >
          {open ? (
            <X size={18} strokeWidth={1.75} aria-hidden="true" />
          ) : (
            <Menu size={18} strokeWidth={1.75} aria-hidden="true" />
          )}
          <span className={styles.menuWord}>
            <FormattedMessage id="shell.menu" />
          </span>
        </button>
      </div>
      <ul id="rail-links" className={styles.links}>
        {entry('home', House, 'shell.home')}
        {entry('shares', Users, 'shell.shares', audit?.checkedAt ? audit.shares : undefined)}
        {entry('groups', Contact, 'shell.groups')}
        {entry('activity', History, 'shell.activity')}
        <li className={styles.gap} aria-hidden="true" />
        {entry('settings', Settings, 'shell.settings')}
      </ul>
    </nav>
  );
}

interface RailLinkProps {
  icon: LucideIcon;
  label: MessageId;
  current: boolean;
  count: number | undefined;
  target: Route;
  onOpen: (target: Route) => void;
}

function RailLink({ icon: Icon, label, current, count, target, onOpen }: RailLinkProps) {
  const text = useIntl().formatMessage({ id: label });
  return (
    <li>
      <a
        href={`#${target.name}`}
        className={styles.link}
        aria-current={current ? 'page' : undefined}
        title={text}
        onClick={(event: MouseEvent) => {
          event.preventDefault();
          onOpen(target);
        }}
      >
        <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
        <span className={styles.label}>{text}</span>{' '}
        {count !== undefined && <span className={styles.count}>{count}</span>}
      </a>
    </li>
  );
}
