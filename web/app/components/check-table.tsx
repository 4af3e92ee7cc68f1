import { Link, useNavigation, useParams } from '@remix-run/react';
import type { ShownGroup, ShownScope } from '#web/app/table-view.ts';
import { filterAddress, type Filters } from '#web/app/filters.ts';
import { CheckRow } from './check-row.tsx';
import { GroupHead, ScopeHead } from './group-head.tsx';
import { ScopeLine } from './scope-line.tsx';

/** The table of checks by scope and provider; of a scope that is folded, its line and what is not well. */
export function CheckTable({ table, filters, disabled }: { table: readonly ShownScope[]; filters: Filters; disabled: boolean }) {
  const busy = useNavigation().state === 'submitting';
  const rows = { filters, open: useParams()['name'] ?? null, disabled: disabled || busy };
  return (
    <>
      {table[0]!.folded ? (
        <div className="scopesbig">
          {table.map((scope) => (
            <ScopeLine key={scope.scope} scope={scope} disabled={rows.disabled}>
              <Table groups={scope.groups} {...rows} />
            </ScopeLine>
          ))}
          <p className="rest">
            <Link to={filterAddress({ view: 'all' })}>Show every row</Link>
          </p>
        </div>
      ) : (
        <Table groups={table.flatMap(({ groups }) => groups)} scopes={table} {...rows} />
      )}
    </>
  );
}

interface TableProps {
  groups: readonly ShownGroup[];
  /** Given, each group gets a head, and a scope of several groups one of its own. */
  scopes?: readonly ShownScope[];
  filters: Filters;
  /** The check whose page lies beside the table. */
  open: string | null;
  disabled: boolean;
}

/** Roles are written out: a phone's layout takes them from the elements. */
function Table({ groups, scopes, filters, open, disabled }: TableProps) {
  return (
    <table className="checks" role="table">
      <caption className="vh">Checks by scope and provider</caption>
      <colgroup>
        {['v', 'name', 'found', 'hist', 'dur', 'when', 'when', 'act'].map((column, index) => (
          <col key={index} className={`c-${column}`} />
        ))}
      </colgroup>
      <Head isHidden={!scopes} />
      {groups.map((group) => (
        <tbody key={group.key} role="rowgroup" aria-label={group.name}>
          {scopes?.map(
            (scope) =>
              scope.groups.length > 1 && scope.groups[0] === group && <ScopeHead key={scope.scope} scope={scope} disabled={disabled} />,
          )}
          {scopes && (
            <GroupHead
              group={group}
              isInner={scopes.some((scope) => scope.groups.length > 1 && scope.groups.includes(group))}
              filters={filters}
              disabled={disabled}
            />
          )}
          {group.rows.map((row) => (
            <CheckRow key={row.name} row={row} isOpen={row.name === open} filters={filters} disabled={disabled} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

const COLUMNS: [string, string][] = [
  ['Light', ''],
  ['Check', ''],
  ['Found', ''],
  ['Last 30', 'hist'],
  ['Took', 'num'],
  ['Last success', 'num'],
  ['Last failure', 'num'],
];

function Head({ isHidden }: { isHidden: boolean }) {
  return (
    <thead role="rowgroup" className={isHidden ? 'vh' : undefined}>
      <tr role="row">
        {COLUMNS.map(([name, kind]) => (
          <th key={name} scope="col" role="columnheader" className={kind || undefined}>
            {name}
          </th>
        ))}
        <th scope="col" role="columnheader">
          <span className="vh">Run</span>
        </th>
      </tr>
    </thead>
  );
}
