import { Form } from '@remix-run/react';
import { useState } from 'react';
import { groupName } from '#web/app/names.ts';
import { faultGroups, matchingFaults, type BrokenFault, type FaultGroup, type OfferedFault } from '#web/app/sandbox-fault.ts';
import { Icon } from './light.tsx';
import { SandboxForm } from './sandbox-form.tsx';

interface Props {
  faults: readonly OfferedFault[];
  broken: readonly BrokenFault[];
  /** What is searched for at first. */
  search?: string;
}

/** The faults of the sandbox: the few to begin with, all by whose they are, and a search over them. Without JavaScript the search is a
 * page of its own. */
export function FaultList({ faults, broken, search: first = '' }: Props) {
  const [search, setSearch] = useState(first);
  const isBroken = (id: string): boolean => broken.some((fault) => fault.id === id);
  const found = matchingFaults(faults, search);
  return (
    <>
      <Form method="get" action="/ops/sandbox" role="search" className="faultsearch">
        <label>
          <span className="vh">Search the faults</span>
          <input
            type="search"
            name="q"
            autoComplete="off"
            placeholder={`Search ${faults.length} faults`}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
        </label>
      </Form>
      <SandboxForm className="faults">
        {search.trim() === '' ? (
          <>
            {faults
              .filter(({ featured }) => featured)
              .map((fault) => (
                <FaultButton key={fault.id} fault={fault} isBroken={isBroken(fault.id)} />
              ))}
            {faultGroups(faults).map((group) => (
              <Group key={group.key} group={group} isBroken={isBroken} />
            ))}
          </>
        ) : (
          <>
            <p role="status">{found.length === 0 ? 'No fault is like that.' : `${found.length} of ${faults.length}`}</p>
            {found.map((fault) => (
              <FaultButton key={fault.id} fault={fault} isBroken={isBroken(fault.id)} />
            ))}
          </>
        )}
      </SandboxForm>
    </>
  );
}

function Group({ group: { key, own, wires }, isBroken }: { group: FaultGroup; isBroken: (id: string) => boolean }) {
  return (
    <details>
      <summary>
        <Icon name="chev" />
        {groupName(key)} <span>{own.length + wires.reduce((sum, { faults }) => sum + faults.length, 0)}</span>
      </summary>
      {own.map((fault) => (
        <FaultButton key={fault.id} fault={fault} isBroken={isBroken(fault.id)} />
      ))}
      {wires.map(({ host, faults }) => (
        <details key={host}>
          <summary>
            <Icon name="chev" />
            The wire to {host} <span>{faults.length}</span>
          </summary>
          {faults.map((fault) => (
            <FaultButton key={fault.id} fault={fault} isBroken={isBroken(fault.id)} within />
          ))}
        </details>
      ))}
    </details>
  );
}

/** Within its group a fault of the wire needs no other name than what it does. */
function FaultButton({
  fault: { id, title, does },
  isBroken,
  within = false,
}: {
  fault: OfferedFault;
  isBroken: boolean;
  within?: boolean;
}) {
  const isSaid = within || `${title}.`.toLowerCase().endsWith(does.toLowerCase());
  return (
    <button name={isBroken ? 'heal' : 'break'} value={id}>
      <b>{within ? does : title}</b>
      {(isBroken || !isSaid) && <span>{isBroken ? 'Broken now: press to heal it' : does}</span>}
    </button>
  );
}
