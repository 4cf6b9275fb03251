import { ChevronDown, ChevronRight, Folder, FolderOpen, FolderX } from 'lucide-react';
import { useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { useIntl } from 'react-intl';
import { cx } from '../../../components/cx';
import { VisuallyHidden } from '../../../components/VisuallyHidden';
import { parentOf, type TreeNode } from '../model/tree';
import styles from './FolderTree.module.css';

interface FolderTreeProps {
  label: string;
  nodes: readonly TreeNode[];
  selected: string;
  /** Something is to be shared there: folders that may not be are told so. */
  toShare?: boolean;
  onSelect: (path: string) => void;
  onOpen: (path: string, open: boolean) => void;
}

/** Folders as a tree: arrows move and open, Enter shows who reaches the folder (WAI-ARIA, tree view). */
export function FolderTree({ label, nodes, selected, toShare = false, onSelect, onOpen }: FolderTreeProps) {
  // A folder that is chosen elsewhere is where the keys go on.
  const [moved, setMoved] = useState<{ from: string; to: string } | null>(null);
  const items = useRef(new Map<string, HTMLElement>());
  const has = (path: string) => nodes.some((node) => node.path === path);
  const at = moved?.from === selected ? moved.to : selected;
  const current = has(at) ? at : has(selected) ? selected : '/';

  function focus(path: string | null | undefined) {
    if (path == null) return;
    setMoved({ from: selected, to: path });
    items.current.get(path)?.focus();
  }

  /** One that can't be chosen may still hold some that can. */
  function select(node: TreeNode) {
    if (!isClosed(node)) onSelect(node.path);
    else if (node.open !== null) onOpen(node.path, !node.open);
  }

  const isClosed = (node: TreeNode) => toShare && node.forbidden;

  function onKeyDown(event: KeyboardEvent, node: TreeNode, index: number) {
    const inside = nodes[index + 1];
    const keys: Record<string, () => void> = {
      ArrowDown: () => focus(nodes[index + 1]?.path),
      ArrowUp: () => focus(nodes[index - 1]?.path),
      Home: () => focus(nodes[0]?.path),
      End: () => focus(nodes.at(-1)?.path),
      ArrowRight: () => {
        if (node.open === false) onOpen(node.path, true);
        else if (inside && inside.level > node.level) focus(inside.path);
      },
      ArrowLeft: () => {
        if (node.open === true) onOpen(node.path, false);
        else focus(parentOf(node.path));
      },
      Enter: () => select(node),
      ' ': () => select(node),
    };
    const act = keys[event.key] ?? letter(event, index);
    if (act === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  /** A letter goes to the next folder that begins with it. */
  function letter({ key }: KeyboardEvent, index: number): (() => void) | null {
    if (key.length !== 1 || key.trim() === '') return null;
    const after = [...nodes.slice(index + 1), ...nodes.slice(0, index)];
    const wanted = key.toLocaleLowerCase();
    const found = after.find(({ name }) => name.toLocaleLowerCase().startsWith(wanted));
    return () => focus(found?.path);
  }

  return (
    <div role="tree" aria-label={label} className={styles.tree}>
      {nodes.map((node, index) => (
        <div
          key={node.path}
          ref={(element) => {
            if (element) items.current.set(node.path, element);
            else items.current.delete(node.path);
          }}
          role="treeitem"
          aria-level={node.level}
          aria-expanded={node.open ?? undefined}
          aria-selected={node.path === selected}
          aria-disabled={isClosed(node) || undefined}
          tabIndex={node.path === current ? 0 : -1}
          className={cx(
            styles.item,
            node.path === selected && styles.selected,
            (node.gone || isClosed(node)) && styles.gone,
          )}
          style={{ '--level': node.level - 1 } as CSSProperties}
          onClick={() => select(node)}
          onKeyDown={(event) => onKeyDown(event, node, index)}
        >
          <TreeRow node={node} selected={node.path === selected} closed={isClosed(node)} onOpen={onOpen} />
        </div>
      ))}
    </div>
  );
}

interface TreeRowProps {
  node: TreeNode;
  selected: boolean;
  closed: boolean;
  onOpen: FolderTreeProps['onOpen'];
}

function TreeRow({ node, selected, closed, onOpen }: TreeRowProps) {
  const intl = useIntl();
  const { path, name, permissions, gone, open } = node;
  const Icon = gone ? FolderX : selected || open === true ? FolderOpen : Folder;
  const Arrow = open === true ? ChevronDown : ChevronRight;
  return (
    <>
      {/* For the pointer only: keys open and close with the arrows, and the item itself says that it is open. */}
      <span
        className={styles.arrow}
        aria-hidden="true"
        onClick={(event) => {
          if (open === null) return;
          event.stopPropagation();
          onOpen(path, !open);
        }}
      >
        {open !== null && <Arrow size={16} strokeWidth={1.75} />}
      </span>
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.name}>
        {gone ? <s>{name}</s> : name}
        {gone && <span className={styles.notFound}>{intl.formatMessage({ id: 'collection.tree.gone' })}</span>}
        {closed && <span className={styles.notFound}>{intl.formatMessage({ id: 'policy.folder' })}</span>}
      </span>
      {permissions > 0 && (
        <span className={styles.count}>
          <span aria-hidden="true">{permissions}</span>
          <VisuallyHidden>{intl.formatMessage({ id: 'collection.tree.count' }, { count: permissions })}</VisuallyHidden>
        </span>
      )}
    </>
  );
}
