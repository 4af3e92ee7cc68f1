import { becomeSupervisor, resignSupervisor } from '#scripts/stack/stack-state.ts';

// A process of its own for the test of the supervisor's lock.
const storage = process.argv[2]!;
process.on('message', (what) => {
  if (what === 'become') process.send!(becomeSupervisor(storage));
  else {
    resignSupervisor(storage);
    process.send!(true);
  }
});
process.send!('ready');
