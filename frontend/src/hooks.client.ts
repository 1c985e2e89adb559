import { takeTokenFromFragment } from '@/live/token';

// Before the router looks at the address.
takeTokenFromFragment(location, history);
