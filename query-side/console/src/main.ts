import { createApp } from 'vue'
import App from './App.vue'
import { watchLedger } from './live'
import { router } from './router'
import './styles/theme.css'

createApp(App).use(router).mount('#app')
watchLedger()
