import '@fontsource-variable/inter/wght.css';
import '../ui/theme/tokens.css';
import '../ui/theme/reset.css';
import { startApp } from './start-app.tsx';

startApp();
