<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>AboutDialog</name>
    <message>
        <source>not installed</source>
        <translation>non installé</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Modèle de langue</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Système</translation>
    </message>
    <message>
        <source>About Pressmark</source>
        <translation>À propos de Pressmark</translation>
    </message>
    <message>
        <source>&amp;Versions</source>
        <translation>&amp;Versions</translation>
    </message>
    <message>
        <source>&amp;Where things are kept</source>
        <translation>&amp;Emplacements</translation>
    </message>
    <message>
        <source>&amp;Parts and licences</source>
        <translation>&amp;Composants et licences</translation>
    </message>
    <message>
        <source>&amp;Copy versions</source>
        <translation>&amp;Copier les versions</translation>
    </message>
    <message>
        <source>Copies the versions, for a report of an error.</source>
        <translation>Copie les versions, pour signaler une erreur.</translation>
    </message>
    <message>
        <source>Look for a &amp;newer version…</source>
        <translation>Chercher une &amp;nouvelle version…</translation>
    </message>
    <message>
        <source>Asks before anything is sent over the network.</source>
        <translation>Demande avant d’envoyer quoi que ce soit sur le réseau.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Pressmark</source>
        <translation>Pressmark</translation>
    </message>
    <message>
        <source>Turns news articles into training data. Nothing leaves this computer.</source>
        <translation>Transforme des articles de presse en données d’entraînement. Rien ne quitte cet ordinateur.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
    <message>
        <source>Look for a newer version</source>
        <translation>Chercher une nouvelle version</translation>
    </message>
    <message>
        <source>Pressmark will ask {host} over the network which version is the newest.</source>
        <translation>Pressmark demandera à {host}, par le réseau, quelle est la dernière version.</translation>
    </message>
    <message>
        <source>The address is {address}. Nothing of your work is sent, but {host} learns your computer&apos;s network address, as with any web page.</source>
        <translation>L’adresse est {address}. Rien de votre travail n’est envoyé, mais {host} apprend l’adresse réseau de votre ordinateur, comme toute page web.</translation>
    </message>
    <message>
        <source>Ask now</source>
        <translation>Demander maintenant</translation>
    </message>
    <message>
        <source>Asking {host}…</source>
        <translation>Demande à {host}…</translation>
    </message>
    <message>
        <source>This is the newest version.</source>
        <translation>C’est la dernière version.</translation>
    </message>
    <message>
        <source>Version {version} is there: {page}</source>
        <translation>La version {version} est disponible : {page}</translation>
    </message>
    <message>
        <source>Version {version} is there.</source>
        <translation>La version {version} est disponible.</translation>
    </message>
    <message>
        <source>{name} {version}</source>
        <translation>{name} {version}</translation>
    </message>
    <message>
        <source>{name}: {path}</source>
        <translation>{name} : {path}</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Open the folder of {name}</source>
        <translation>Ouvrir le dossier de {name}</translation>
    </message>
    <message>
        <source>A project is one file; copy it while Pressmark is closed and you have a backup.</source>
        <translation>Un projet est un seul fichier ; copiez-le quand Pressmark est fermé et vous avez une sauvegarde.</translation>
    </message>
    <message>
        <source>Licence of</source>
        <translation>Licence de</translation>
    </message>
    <message>
        <source>{part} – {licence}</source>
        <translation>{part} – {licence}</translation>
    </message>
    <message>
        <source>Licence text</source>
        <translation>Texte de la licence</translation>
    </message>
</context>
<context>
    <name>ArticleCommands</name>
    <message>
        <source>That was the last article to review.</source>
        <translation>C’était le dernier article à relire.</translation>
    </message>
    <message>
        <source>Remove “{name}” with its annotations from the project? This cannot be undone.</source>
        <translation>Retirer « {name} » et ses annotations du projet ? Cette action est irréversible.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>The project does not have the file that this article was read from.</source>
        <translation>Le projet n’a pas le fichier dont cet article a été lu.</translation>
    </message>
    <message>
        <source>The original file was saved as {path}.</source>
        <translation>Le fichier d’origine a été enregistré sous {path}.</translation>
    </message>
</context>
<context>
    <name>ArticleList</name>
    <message>
        <source>Search the articles</source>
        <translation>Rechercher dans les articles</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>No article has “{query}” in it.</source>
        <translation>Aucun article ne contient « {query} ».</translation>
    </message>
    <message>
        <source>Nothing is left to review.</source>
        <translation>Il ne reste rien à relire.</translation>
    </message>
    <message>
        <source>No article is done yet.</source>
        <translation>Aucun article n’est encore terminé.</translation>
    </message>
    <message>
        <source>No articles yet.</source>
        <translation>Pas encore d’articles.</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>Tous {count}</translation>
    </message>
    <message>
        <source>To review {count}</source>
        <translation>À relire {count}</translation>
    </message>
    <message>
        <source>Done {count}</source>
        <translation>Terminés {count}</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>À relire</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminés</translation>
    </message>
</context>
<context>
    <name>ArticleListModel</name>
    <message>
        <source>Article without a headline</source>
        <translation>Article sans titre</translation>
    </message>
    <message>
        <source>done</source>
        <translation>terminé</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>pas encore lu</translation>
    </message>
    <message>
        <source>nothing marked</source>
        <translation>rien de marqué</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>pas commencé</translation>
    </message>
    <message>
        <source>{percent}% decided</source>
        <translation>{percent} % décidés</translation>
    </message>
</context>
<context>
    <name>ArticleView</name>
    <message>
        <source>Article</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>%n lines of page furniture</source>
        <translation>%n lignes d’habillage de page</translation>
    </message>
    <message>
        <source>1 line of page furniture</source>
        <translation>1 ligne d’habillage de page</translation>
    </message>
    <message>
        <source>{sign} {lines}</source>
        <translation>{sign} {lines}</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>suggéré</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>accepté</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rejeté</translation>
    </message>
    <message>
        <source>{label} · {value} · {explanation} · {state}</source>
        <translation>{label} · {value} · {explanation} · {state}</translation>
    </message>
    <message>
        <source>{label} · {state}</source>
        <translation>{label} · {state}</translation>
    </message>
    <message>
        <source>“{words}”, {mark}</source>
        <translation>« {words} », {mark}</translation>
    </message>
    <message>
        <source>Selected: “{words}”</source>
        <translation>Sélection : « {words} »</translation>
    </message>
    <message>
        <source>Story {code}</source>
        <translation>Article {code}</translation>
    </message>
    <message>
        <source>no publish date</source>
        <translation>sans date de publication</translation>
    </message>
</context>
<context>
    <name>BottomLine</name>
    <message>
        <source>Decided in this article</source>
        <translation>Décidé dans cet article</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Nothing marked yet</source>
        <translation>Rien de marqué encore</translation>
    </message>
    <message>
        <source>Done · {decided} of {total} decided</source>
        <translation>Terminé · {decided} sur {total} décidés</translation>
    </message>
    <message>
        <source>All {total} decided</source>
        <translation>Les {total} sont décidés</translation>
    </message>
    <message numerus="yes">
        <source>%n other</source>
        <translation>
            <numerusform>%n autre</numerusform>
            <numerusform>%n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>{decided} of {total} decided · {left} to review: {kinds}</source>
        <translation>{decided} sur {total} décidés · {left} à relire : {kinds}</translation>
    </message>
    <message numerus="yes">
        <source>%n date(s)</source>
        <translation>
            <numerusform>%n date</numerusform>
            <numerusform>%n dates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n figure(s)</source>
        <translation>
            <numerusform>%n chiffre</numerusform>
            <numerusform>%n chiffres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n personne</numerusform>
            <numerusform>%n personnes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n organisation(s)</source>
        <translation>
            <numerusform>%n organisation</numerusform>
            <numerusform>%n organisations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n lieu</numerusform>
            <numerusform>%n lieux</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n événement</numerusform>
            <numerusform>%n événements</numerusform>
        </translation>
    </message>
    <message>
        <source>{title} {done} of {total}</source>
        <translation>{title} {done} sur {total}</translation>
    </message>
    <message numerus="yes">
        <source>%n s left</source>
        <translation>
            <numerusform>encore %n s</numerusform>
            <numerusform>encore %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min left</source>
        <translation>
            <numerusform>encore %n min</numerusform>
            <numerusform>encore %n min</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>Enregistré à {time}</translation>
    </message>
    <message numerus="yes">
        <source>Saving %n change(s)…</source>
        <translation>
            <numerusform>Enregistrement de %n modification…</numerusform>
            <numerusform>Enregistrement de %n modifications…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardEditor</name>
    <message>
        <source>Value of the figure</source>
        <translation>Valeur du chiffre</translation>
    </message>
    <message>
        <source>Value of the date</source>
        <translation>Valeur de la date</translation>
    </message>
    <message>
        <source>{value} · {explanation}</source>
        <translation>{value} · {explanation}</translation>
    </message>
    <message>
        <source>Write a number, like 30,000, ≈ 30,000, ≥ 5, 20–30 or 4.5 bn, with its unit behind it.</source>
        <translation>Écrivez un nombre, comme 30,000, ≈ 30,000, ≥ 5, 20–30 ou 4.5 bn, suivi de son unité.</translation>
    </message>
    <message>
        <source>Write a day, like 25 Nov 2020 or 2020-11-25, a month (2020-11) or a length (10 days).</source>
        <translation>Écrivez un jour, comme 25 Nov 2020 ou 2020-11-25, un mois (2020-11) ou une durée (10 days).</translation>
    </message>
</context>
<context>
    <name>ColumnsDialog</name>
    <message>
        <source>Open a table</source>
        <translation>Ouvrir un tableau</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Headline</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Publish date</source>
        <translation>Date de publication</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Identifiant</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Ouvrir</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>&amp;Texte</translation>
    </message>
    <message>
        <source>&amp;Headline</source>
        <translation>&amp;Titre</translation>
    </message>
    <message>
        <source>Publish &amp;date</source>
        <translation>&amp;Date de publication</translation>
    </message>
    <message>
        <source>&amp;Id</source>
        <translation>Ide&amp;ntifiant</translation>
    </message>
    <message>
        <source>Every row of {name} becomes an article. The other columns are kept with it.</source>
        <translation>Chaque ligne de {name} devient un article. Les autres colonnes sont gardées avec lui.</translation>
    </message>
    <message>
        <source>Which column is what?</source>
        <translation>Que contient chaque colonne ?</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <source>Choose a column</source>
        <translation>Choisir une colonne</translation>
    </message>
    <message>
        <source>The first rows</source>
        <translation>Les premières lignes</translation>
    </message>
    <message>
        <source>text</source>
        <translation>texte</translation>
    </message>
    <message>
        <source>headline</source>
        <translation>titre</translation>
    </message>
    <message>
        <source>date</source>
        <translation>date</translation>
    </message>
    <message>
        <source>id</source>
        <translation>identifiant</translation>
    </message>
    <message>
        <source>{column} · {part}</source>
        <translation>{column} · {part}</translation>
    </message>
    <message>
        <source>Choose the column that holds the articles.</source>
        <translation>Choisissez la colonne qui contient les articles.</translation>
    </message>
    <message>
        <source>A column can be only one of these. Choose another one, or None.</source>
        <translation>Une colonne ne peut avoir qu’un seul rôle. Choisissez-en une autre, ou Aucune.</translation>
    </message>
    <message>
        <source>The column for the text is empty in all of the first rows. Choose another one.</source>
        <translation>La colonne du texte est vide dans toutes les premières lignes. Choisissez-en une autre.</translation>
    </message>
    <message>
        <source>“{value}” is not read as a date; such an article keeps it, and has no publish date.</source>
        <translation>« {value} » n’est pas lu comme une date ; un tel article la garde, et n’a pas de date de publication.</translation>
    </message>
    <message>
        <source>Rows without a text are left out: {empty} of the first {rows}.</source>
        <translation>Les lignes sans texte sont laissées de côté : {empty} des {rows} premières.</translation>
    </message>
    <message>
        <source>The choice is remembered for tables with the same columns.</source>
        <translation>Le choix est retenu pour les tableaux qui ont les mêmes colonnes.</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Find and run anything</source>
        <translation>Tout trouver et exécuter</translation>
    </message>
    <message>
        <source>Find an action, an article or a label</source>
        <translation>Trouver une action, un article ou une étiquette</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>LABELS</source>
        <translation>ÉTIQUETTES</translation>
    </message>
    <message>
        <source>ACTIONS</source>
        <translation>ACTIONS</translation>
    </message>
    <message>
        <source>ARTICLES</source>
        <translation>ARTICLES</translation>
    </message>
    <message>
        <source>Nothing is called like this.</source>
        <translation>Rien ne porte ce nom.</translation>
    </message>
    <message>
        <source>give the selection this label</source>
        <translation>donner cette étiquette à la sélection</translation>
    </message>
    <message>
        <source>Article without a headline</source>
        <translation>Article sans titre</translation>
    </message>
</context>
<context>
    <name>ConflictsModel</name>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
    <message>
        <source>{values} — {names}</source>
        <translation>{values} — {names}</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Publié</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>Phrase</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>Une erreur s’est produite</translation>
    </message>
    <message>
        <source>Nothing is lost: every decision was saved when you made it. You can go on.</source>
        <translation>Rien n’est perdu : chaque décision a été enregistrée sur-le-champ. Vous pouvez continuer.</translation>
    </message>
    <message>
        <source>The report could not be written to a file; copy it from here.</source>
        <translation>Le rapport n’a pas pu être écrit dans un fichier ; copiez-le d’ici.</translation>
    </message>
    <message>
        <source>The report is on this computer only, in {path}</source>
        <translation>Le rapport se trouve uniquement sur cet ordinateur, dans {path}</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Show the report</source>
        <translation>Afficher le rapport</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>&amp;Copier le rapport</translation>
    </message>
    <message>
        <source>Copies the report, to be sent to the authors by you.</source>
        <translation>Copie le rapport, que vous pourrez envoyer aux auteurs.</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>Ouvrir le &amp;dossier</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>C&amp;ontinuer</translation>
    </message>
    <message>
        <source>Hide the report</source>
        <translation>Masquer le rapport</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
</context>
<context>
    <name>DeleteLabelDialog</name>
    <message>
        <source>Delete {name}</source>
        <translation>Supprimer {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) of the project are {name}. What shall become of them?</source>
        <translation>
            <numerusform>%n annotation du projet est {name}. Que doit-elle devenir ?</numerusform>
            <numerusform>%n annotations du projet sont {name}. Que doivent-elles devenir ?</numerusform>
        </translation>
    </message>
    <message>
        <source>They get the &amp;label</source>
        <translation>Elles reçoivent l’&amp;étiquette</translation>
    </message>
    <message>
        <source>The label that they get</source>
        <translation>L’étiquette qu’elles reçoivent</translation>
    </message>
    <message>
        <source>They are &amp;removed; Undo brings them back</source>
        <translation>Elles sont &amp;retirées ; Annuler les rétablit</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Supprimer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Loading the model…</source>
        <translation>Chargement du modèle…</translation>
    </message>
    <message>
        <source>Looking at the model</source>
        <translation>Examen du modèle</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projets</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Journaux</translation>
    </message>
    <message>
        <source>This project</source>
        <translation>Ce projet</translation>
    </message>
    <message>
        <source>Something went wrong inside Pressmark: {error}</source>
        <translation>Une erreur s’est produite dans Pressmark : {error}</translation>
    </message>
    <message>
        <source>Pressmark ended suddenly the last time.</source>
        <translation>Pressmark s’est arrêté brusquement la dernière fois.</translation>
    </message>
</context>
<context>
    <name>EqualPanel</name>
    <message>
        <source>Equal words</source>
        <translation>Mots identiques</translation>
    </message>
    <message>
        <source>In all articles</source>
        <translation>Dans tous les articles</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Respecter la casse</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>Mots entiers</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Marque</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Endroits</translation>
    </message>
    <message>
        <source>“{words}” {label}</source>
        <translation>« {words} » {label}</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Recherche…</translation>
    </message>
    <message>
        <source>Looking… {done} of {total} articles</source>
        <translation>Recherche… {done} articles sur {total}</translation>
    </message>
    <message>
        <source>the first {count} places are listed</source>
        <translation>les {count} premiers endroits sont listés</translation>
    </message>
    <message>
        <source>no other place</source>
        <translation>aucun autre endroit</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) in this article</source>
        <translation>
            <numerusform>%n endroit dans cet article</numerusform>
            <numerusform>%n endroits dans cet article</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{where} · %n done already</source>
        <translation>
            <numerusform>{where} · %n déjà fait</numerusform>
            <numerusform>{where} · %n déjà faits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n place(s)</source>
        <translation>
            <numerusform>Rejeter %n endroit</numerusform>
            <numerusform>Rejeter %n endroits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %n place(s)</source>
        <translation>
            <numerusform>Marquer %n endroit</numerusform>
            <numerusform>Marquer %n endroits</numerusform>
        </translation>
    </message>
    <message>
        <source>{places} in {articles}</source>
        <translation>{places} dans {articles}</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n endroit</numerusform>
            <numerusform>%n endroits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Equalling</name>
    <message>
        <source>Marking equal words</source>
        <translation>Marquage des mots identiques</translation>
    </message>
</context>
<context>
    <name>ExportCheckDialog</name>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>{form} does not hold everything</source>
        <translation>{form} ne conserve pas tout</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Retour</translation>
    </message>
    <message>
        <source>Chooses other options or another format.</source>
        <translation>Choisit d’autres options ou un autre format.</translation>
    </message>
    <message>
        <source>&amp;Show in the article</source>
        <translation>&amp;Montrer dans l’article</translation>
    </message>
    <message>
        <source>Closes this and opens the article at the mark.</source>
        <translation>Ferme ceci et ouvre l’article à la marque.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>&amp;Export all the same</source>
        <translation>&amp;Exporter quand même</translation>
    </message>
    <message>
        <source>%Ln annotation would be left out, widened or changed. Nothing has been written yet.</source>
        <translation>%Ln annotation serait omise, élargie ou modifiée. Rien n’a encore été écrit.</translation>
    </message>
    <message>
        <source>%Ln annotations would be left out, widened or changed. Nothing has been written yet.</source>
        <translation>%Ln annotations seraient omises, élargies ou modifiées. Rien n’a encore été écrit.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Dataset (*{suffix})</source>
        <translation>Jeu de données (*{suffix})</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>File or folder to write</source>
        <translation>Fichier ou dossier à écrire</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Choisir…</translation>
    </message>
    <message>
        <source>Chooses the file or folder to write.</source>
        <translation>Choisit le fichier ou le dossier à écrire.</translation>
    </message>
    <message>
        <source>&amp;Write to</source>
        <translation>É&amp;crire dans</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exporter</translation>
    </message>
    <message>
        <source>Checks first, and shows what the format loses.</source>
        <translation>Vérifie d’abord, et montre ce que le format perd.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Choose the file to write.</source>
        <translation>Choisissez le fichier à écrire.</translation>
    </message>
    <message>
        <source>Choose the folder to write.</source>
        <translation>Choisissez le dossier à écrire.</translation>
    </message>
    <message>
        <source>The folder {folder} is not there; choose another one.</source>
        <translation>Le dossier {folder} n’existe pas ; choisissez-en un autre.</translation>
    </message>
    <message>
        <source>{folder} is a folder; add the name of a file.</source>
        <translation>{folder} est un dossier ; ajoutez le nom d’un fichier.</translation>
    </message>
    <message>
        <source>{path} is a file; choose another name for the folder.</source>
        <translation>{path} est un fichier ; choisissez un autre nom pour le dossier.</translation>
    </message>
    <message>
        <source>{path} is a device, not a file; choose another name.</source>
        <translation>{path} est un périphérique, pas un fichier ; choisissez un autre nom.</translation>
    </message>
    <message>
        <source>No article fits; choose others.</source>
        <translation>Aucun article ne convient ; choisissez-en d’autres.</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exporter vers</translation>
    </message>
    <message>
        <source>Export to a new folder</source>
        <translation>Exporter vers un nouveau dossier</translation>
    </message>
    <message>
        <source>This file is there already; it is replaced when the new one has been checked.</source>
        <translation>Ce fichier existe déjà ; il sera remplacé une fois le nouveau vérifié.</translation>
    </message>
    <message>
        <source>This folder is there already; it is replaced only if it is empty or came from an export.</source>
        <translation>Ce dossier existe déjà ; il n’est remplacé que s’il est vide ou vient d’un export.</translation>
    </message>
    <message>
        <source>%Ln annotation</source>
        <translation>%Ln annotation</translation>
    </message>
    <message>
        <source>%Ln annotations</source>
        <translation>%Ln annotations</translation>
    </message>
    <message>
        <source>%Ln article</source>
        <translation>%Ln article</translation>
    </message>
    <message>
        <source>%Ln articles</source>
        <translation>%Ln articles</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>un dossier</translation>
    </message>
    <message>
        <source>%Ln file</source>
        <translation>%Ln fichier</translation>
    </message>
    <message>
        <source>%Ln files</source>
        <translation>%Ln fichiers</translation>
    </message>
    <message>
        <source>{annotations} of {articles} → {files}</source>
        <translation>{annotations} de {articles} → {files}</translation>
    </message>
</context>
<context>
    <name>ExportOptions</name>
    <message>
        <source>The parts sum up to {share} %; they must make 100 %.</source>
        <translation>Les parties font {share} % ; elles doivent faire 100 %.</translation>
    </message>
    <message>
        <source>Choose at least one label.</source>
        <translation>Choisissez au moins une étiquette.</translation>
    </message>
    <message>
        <source>Choose accepted annotations, suggestions or both.</source>
        <translation>Choisissez les annotations acceptées, les suggestions ou les deux.</translation>
    </message>
    <message>
        <source>Write the words that the articles must have.</source>
        <translation>Écrivez les mots que les articles doivent contenir.</translation>
    </message>
    <message>
        <source>There is no column “{name}”; choose from {names}.</source>
        <translation>Il n’y a pas de colonne « {name} » ; choisissez parmi {names}.</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message>
        <source>Those that are done</source>
        <translation>Ceux qui sont terminés</translation>
    </message>
    <message>
        <source>The open one</source>
        <translation>Celui qui est ouvert</translation>
    </message>
    <message>
        <source>Those with the words</source>
        <translation>Ceux qui contiennent les mots</translation>
    </message>
    <message>
        <source>Words that the articles must have</source>
        <translation>Mots que les articles doivent contenir</translation>
    </message>
    <message>
        <source>&amp;Accepted</source>
        <translation>&amp;Acceptées</translation>
    </message>
    <message>
        <source>&amp;Suggestions</source>
        <translation>&amp;Suggestions</translation>
    </message>
    <message>
        <source>&amp;Rejected</source>
        <translation>&amp;Rejetées</translation>
    </message>
    <message>
        <source>Annotations: {name}</source>
        <translation>Annotations : {name}</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>Annotations</translation>
    </message>
    <message>
        <source>Label {name}</source>
        <translation>Étiquette {name}</translation>
    </message>
    <message>
        <source>All labels</source>
        <translation>Toutes les étiquettes</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <source>No labels</source>
        <translation>Aucune étiquette</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Names of the labels</source>
        <translation>Noms des étiquettes</translation>
    </message>
    <message>
        <source>As they are</source>
        <translation>Tels quels</translation>
    </message>
    <message>
        <source>CoNLL-2003: PER, ORG, LOC, MISC</source>
        <translation>CoNLL-2003 : PER, ORG, LOC, MISC</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Autres</translation>
    </message>
    <message>
        <source>Other names for labels</source>
        <translation>Autres noms d’étiquettes</translation>
    </message>
    <message>
        <source>PERSON=PER, DATE=  (or a file)</source>
        <translation>PERSON=PER, DATE=  (ou un fichier)</translation>
    </message>
    <message>
        <source>OLD=NEW with commas between; OLD= leaves a label out; or a file of such lines.</source>
        <translation>ANCIEN=NOUVEAU séparés par des virgules ; ANCIEN= omet une étiquette ; ou un fichier de telles lignes.</translation>
    </message>
    <message>
        <source>Label names</source>
        <translation>Noms d’étiquettes</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Chiffres</translation>
    </message>
    <message>
        <source>The number: 30,000</source>
        <translation>Le nombre : 30,000</translation>
    </message>
    <message>
        <source>The phrase: some 30,000 people</source>
        <translation>L’expression : some 30,000 people</translation>
    </message>
    <message>
        <source>Overlaps</source>
        <translation>Chevauchements</translation>
    </message>
    <message>
        <source>Keep the outermost</source>
        <translation>Garder la plus large</translation>
    </message>
    <message>
        <source>Keep the innermost</source>
        <translation>Garder la plus étroite</translation>
    </message>
    <message>
        <source>Keep the most certain</source>
        <translation>Garder la plus sûre</translation>
    </message>
    <message>
        <source>Keep the first</source>
        <translation>Garder la première</translation>
    </message>
    <message>
        <source>Inside words</source>
        <translation>À l’intérieur des mots</translation>
    </message>
    <message>
        <source>Split the word there</source>
        <translation>Y couper le mot</translation>
    </message>
    <message>
        <source>Widen them to the whole word</source>
        <translation>Les élargir au mot entier</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>Les omettre</translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation>Phrases</translation>
    </message>
    <message>
        <source>As they were found</source>
        <translation>Telles que trouvées</translation>
    </message>
    <message>
        <source>A paragraph is one</source>
        <translation>Un paragraphe en est une</translation>
    </message>
    <message>
        <source>An article is one</source>
        <translation>Un article en est une</translation>
    </message>
    <message>
        <source>Those of the format</source>
        <translation>Celles du format</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Marques (tags)</translation>
    </message>
    <message>
        <source>Columns, with commas between</source>
        <translation>Colonnes, séparées par des virgules</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Places count</source>
        <translation>Positions en</translation>
    </message>
    <message>
        <source>Characters (code points, as in Python)</source>
        <translation>Caractères (points de code, comme en Python)</translation>
    </message>
    <message>
        <source>UTF-16 units, as in Java and JavaScript</source>
        <translation>Unités UTF-16, comme en Java et JavaScript</translation>
    </message>
    <message>
        <source>Bytes of UTF-8</source>
        <translation>Octets UTF-8</translation>
    </message>
    <message>
        <source>Byline and page furniture, &amp;too</source>
        <translation>Signature et habillage de page &amp;aussi</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Split into train, &amp;dev and test</source>
        <translation>Répartir en train, &amp;dev et test</translation>
    </message>
    <message>
        <source>An article is never divided.</source>
        <translation>Un article n’est jamais divisé.</translation>
    </message>
    <message>
        <source>Percent for {part}</source>
        <translation>Pourcentage pour {part}</translation>
    </message>
    <message>
        <source>How articles are dealt to the parts</source>
        <translation>Répartition des articles entre les parties</translation>
    </message>
    <message>
        <source>By chance, the same again for new articles</source>
        <translation>Au hasard, reproductible pour de nouveaux articles</translation>
    </message>
    <message>
        <source>By date: test on the newest</source>
        <translation>Par date : test sur les plus récents</translation>
    </message>
    <message>
        <source>Evenly by label</source>
        <translation>Équilibrée par étiquette</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>The same seed gives the same split.</source>
        <translation>La même graine donne la même répartition.</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Parties</translation>
    </message>
</context>
<context>
    <name>ExportReportDialog</name>
    <message>
        <source>Exported</source>
        <translation>Exporté</translation>
    </message>
    <message>
        <source>Enter or a double-click shows the place in its article.</source>
        <translation>Entrée ou un double-clic montre l’endroit dans son article.</translation>
    </message>
    <message>
        <source>Nothing was left out or changed.</source>
        <translation>Rien n’a été omis ni modifié.</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>Ouvrir le &amp;dossier</translation>
    </message>
    <message>
        <source>Shows the files in the file manager.</source>
        <translation>Montre les fichiers dans le gestionnaire de fichiers.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Files written, with the annotations of each label</source>
        <translation>Fichiers écrits, avec les annotations de chaque étiquette</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Étiquette</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Ensemble</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>%Ln annotation</source>
        <translation>%Ln annotation</translation>
    </message>
    <message>
        <source>%Ln annotations</source>
        <translation>%Ln annotations</translation>
    </message>
    <message>
        <source>%Ln article</source>
        <translation>%Ln article</translation>
    </message>
    <message>
        <source>%Ln articles</source>
        <translation>%Ln articles</translation>
    </message>
    <message>
        <source>{annotations} of {articles}, written, read back and found right: {files}.</source>
        <translation>{annotations} de {articles}, écrits, relus et trouvés exacts : {files}.</translation>
    </message>
    <message>
        <source>%Ln annotation did not fit the format as it was.</source>
        <translation>%Ln annotation ne tenait pas telle quelle dans le format.</translation>
    </message>
    <message>
        <source>%Ln annotations did not fit the format as they were.</source>
        <translation>%Ln annotations ne tenaient pas telles quelles dans le format.</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Tout</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>Entraîner un modèle</translation>
    </message>
    <message>
        <source>Columns of tokens</source>
        <translation>Colonnes de tokens</translation>
    </message>
    <message>
        <source>Other annotation programs</source>
        <translation>Autres programmes d’annotation</translation>
    </message>
    <message>
        <source>Standards of exchange</source>
        <translation>Standards d’échange</translation>
    </message>
    <message>
        <source>To read, to count</source>
        <translation>À lire, à compter</translation>
    </message>
    <message>
        <source>Checking the export</source>
        <translation>Vérification de l’export</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Export en cours</translation>
    </message>
    <message>
        <source>The export was cancelled; no file has changed.</source>
        <translation>L’export a été annulé ; aucun fichier n’a changé.</translation>
    </message>
    <message>
        <source>{program}, {what}</source>
        <translation>{program}, {what}</translation>
    </message>
</context>
<context>
    <name>FiguresDialog</name>
    <message>
        <source>Figures</source>
        <translation>Chiffres</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>The whole project</source>
        <translation>Tout le projet</translation>
    </message>
    <message>
        <source>Only this article</source>
        <translation>Cet article seulement</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Lesquels</translation>
    </message>
    <message>
        <source>Accepted and suggested</source>
        <translation>Acceptés et suggérés</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Acceptés</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>Suggérés</translation>
    </message>
    <message>
        <source>Search values, things, sentences…</source>
        <translation>Rechercher valeurs, objets, phrases…</translation>
    </message>
    <message>
        <source>Search the figures</source>
        <translation>Rechercher dans les chiffres</translation>
    </message>
    <message>
        <source>All figures</source>
        <translation>Tous les chiffres</translation>
    </message>
    <message>
        <source>Articles disagree</source>
        <translation>Articles en désaccord</translation>
    </message>
    <message>
        <source>Figures or disagreements</source>
        <translation>Chiffres ou désaccords</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>The chosen rows, or all that are shown, as a table.</source>
        <translation>Les lignes choisies, ou toutes celles affichées, comme tableau.</translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation>&amp;Enregistrer en CSV…</translation>
    </message>
    <message>
        <source>The rows that are shown, as a file.</source>
        <translation>Les lignes affichées, comme fichier.</translation>
    </message>
    <message>
        <source>Show in the &amp;article</source>
        <translation>Montrer dans l’&amp;article</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Where articles disagree</source>
        <translation>Où les articles sont en désaccord</translation>
    </message>
    <message>
        <source>Articles disagree ({count})</source>
        <translation>Articles en désaccord ({count})</translation>
    </message>
    <message>
        <source>No two articles give different values for what looks like the same thing.</source>
        <translation>Aucun article n’en contredit un autre sur ce qui semble être la même chose.</translation>
    </message>
    <message>
        <source>Same thing counted, same event, the same names around it, and values that do not fit together.</source>
        <translation>Même chose comptée, même événement, mêmes noms autour, et des valeurs incompatibles.</translation>
    </message>
    <message>
        <source>The first {count} figures; the project has more. Search, or look at one article.</source>
        <translation>Les {count} premiers chiffres ; le projet en a davantage. Recherchez, ou regardez un seul article.</translation>
    </message>
    <message numerus="yes">
        <source>%n figure(s)</source>
        <translation>
            <numerusform>%n chiffre</numerusform>
            <numerusform>%n chiffres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) copied</source>
        <translation>
            <numerusform>%n ligne copiée</numerusform>
            <numerusform>%n lignes copiées</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FiguresModel</name>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unité</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Compte</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Événement</translation>
    </message>
    <message>
        <source>In the text</source>
        <translation>Dans le texte</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>Phrase</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Publié</translation>
    </message>
</context>
<context>
    <name>Figuring</name>
    <message>
        <source>Reading the figures</source>
        <translation>Lecture des chiffres</translation>
    </message>
    <message>
        <source>{project} figures.csv</source>
        <translation>{project} chiffres.csv</translation>
    </message>
    <message>
        <source>Saving the figures</source>
        <translation>Enregistrement des chiffres</translation>
    </message>
    <message>
        <source>The figures were saved in {path}.</source>
        <translation>Les chiffres ont été enregistrés dans {path}.</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in the article</source>
        <translation>Rechercher dans l’article</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Résultat précédent</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Maj+Entrée</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Résultat suivant</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Close the find bar</source>
        <translation>Fermer la barre de recherche</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Introuvable</translation>
    </message>
    <message>
        <source>{current} of {total}</source>
        <translation>{current} sur {total}</translation>
    </message>
    <message>
        <source>%Ln hit</source>
        <translation>%Ln résultat</translation>
    </message>
    <message>
        <source>%Ln hits</source>
        <translation>%Ln résultats</translation>
    </message>
    <message>
        <source>{name} ({key})</source>
        <translation>{name} ({key})</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Open a news article</source>
        <translation>Ouvrez un article de presse</translation>
    </message>
    <message>
        <source>Pressmark finds the people, places, organisations, dates and figures in it. You correct what it found, and take the result away as a dataset.</source>
        <translation>Pressmark y trouve les personnes, lieux, organisations, dates et chiffres. Vous corrigez ce qu’il a trouvé et emportez le résultat comme jeu de données.</translation>
    </message>
    <message>
        <source>Open articles…</source>
        <translation>Ouvrir des articles…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ouvrir un dossier…</translation>
    </message>
    <message>
        <source>Try the sample articles</source>
        <translation>Essayer les articles d’exemple</translation>
    </message>
    <message>
        <source>Or drop files and folders anywhere in this window. Nothing leaves this computer.</source>
        <translation>Ou déposez fichiers et dossiers n’importe où dans cette fenêtre. Rien ne quitte cet ordinateur.</translation>
    </message>
</context>
<context>
    <name>FormatList</name>
    <message>
        <source>Find a format</source>
        <translation>Trouver un format</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>Formats</translation>
    </message>
    <message>
        <source>No format has “{words}”.</source>
        <translation>Aucun format ne contient « {words} ».</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>dossier</translation>
    </message>
    <message>
        <source>the text to the last space</source>
        <translation>le texte à l’espace près</translation>
    </message>
    <message>
        <source>overlapping marks</source>
        <translation>les marques qui se chevauchent</translation>
    </message>
    <message>
        <source>the values of dates and figures</source>
        <translation>les valeurs des dates et des chiffres</translation>
    </message>
    <message>
        <source>relations</source>
        <translation>les relations</translation>
    </message>
    <message>
        <source>what was decided</source>
        <translation>ce qui a été décidé</translation>
    </message>
    <message>
        <source>who made a mark</source>
        <translation>l’auteur d’une marque</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>les notes</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>les tokens</translation>
    </message>
    <message>
        <source>headline and publish date</source>
        <translation>le titre et la date de publication</translation>
    </message>
    <message>
        <source>the parts of an article</source>
        <translation>les parties d’un article</translation>
    </message>
    <message>
        <source>Keeps everything that a project has.</source>
        <translation>Conserve tout ce qu’un projet contient.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Does not keep: {lacks}.</source>
        <translation>Ne conserve pas : {lacks}.</translation>
    </message>
    <message>
        <source>Keeps {keeps}. Does not keep: {lacks}.</source>
        <translation>Conserve {keeps}. Ne conserve pas : {lacks}.</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Only &amp;this article</source>
        <translation>&amp;Cet article seulement</translation>
    </message>
    <message>
        <source>Steps, the newest first</source>
        <translation>Étapes, la plus récente d’abord</translation>
    </message>
    <message>
        <source>Show &amp;older ones</source>
        <translation>Afficher les plus &amp;anciennes</translation>
    </message>
    <message>
        <source>Back to the &amp;start</source>
        <translation>Retour au &amp;début</translation>
    </message>
    <message>
        <source>Takes back everything that you have done.</source>
        <translation>Annule tout ce que vous avez fait.</translation>
    </message>
    <message>
        <source>&amp;Return to this point</source>
        <translation>&amp;Revenir à ce point</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Nothing has been done yet.</source>
        <translation>Rien n’a encore été fait.</translation>
    </message>
    <message>
        <source>The program did this; it stays when you go back.</source>
        <translation>Le programme l’a fait ; cela reste quand vous revenez en arrière.</translation>
    </message>
    <message>
        <source>{name} did this; only they can take it back.</source>
        <translation>{name} l’a fait et peut seul l’annuler.</translation>
    </message>
    <message>
        <source>This was taken back, and other work took its place.</source>
        <translation>Ceci a été annulé, et un autre travail l’a remplacé.</translation>
    </message>
    <message>
        <source>This is your last step.</source>
        <translation>C’est votre dernière étape.</translation>
    </message>
    <message>
        <source>This was taken back. Returning does it again, with what lies before it.</source>
        <translation>Ceci a été annulé. Revenir le refait, avec ce qui précède.</translation>
    </message>
    <message>
        <source>Returning takes back what you did after this, in all articles. Redo brings it again.</source>
        <translation>Revenir annule ce que vous avez fait ensuite, dans tous les articles. Rétablir le ramène.</translation>
    </message>
</context>
<context>
    <name>HitsModel</name>
    <message>
        <source>marked {labels}</source>
        <translation>marqué {labels}</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>Looking for tables</source>
        <translation>Recherche de tableaux</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Selected annotation</source>
        <translation>Annotation sélectionnée</translation>
    </message>
    <message>
        <source>SELECTED</source>
        <translation>SÉLECTION</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rejeter</translation>
    </message>
    <message>
        <source>Press a label’s key, or click a label above, to mark these words.</source>
        <translation>Appuyez sur la touche d’une étiquette, ou cliquez-en une ci-dessus, pour marquer ces mots.</translation>
    </message>
    <message>
        <source>What is selected in the article is shown here.</source>
        <translation>Ce qui est sélectionné dans l’article s’affiche ici.</translation>
    </message>
    <message>
        <source>Press Tab to walk through the suggestions, or drag over words to mark them.</source>
        <translation>Appuyez sur Tab pour parcourir les suggestions, ou glissez sur des mots pour les marquer.</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>{key} moves the text cursor or closes what is open; choose another key.</source>
        <translation>{key} déplace le curseur ou ferme ce qui est ouvert ; choisissez une autre touche.</translation>
    </message>
    <message>
        <source>{key} alone is needed for typing; add Ctrl or Alt.</source>
        <translation>{key} seule sert à taper ; ajoutez Ctrl ou Alt.</translation>
    </message>
    <message>
        <source>{key} is the key of “{action}”; choose another key, or take it away there first.</source>
        <translation>{key} est la touche de « {action} » ; choisissez une autre touche, ou retirez-la d’abord là-bas.</translation>
    </message>
    <message>
        <source>{key} gives the label {label}; choose another key.</source>
        <translation>{key} donne l’étiquette {label} ; choisissez une autre touche.</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Search actions or keys</source>
        <translation>Rechercher actions ou touches</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Actions et leurs touches</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Touche</translation>
    </message>
    <message>
        <source>&amp;No key</source>
        <translation>&amp;Aucune touche</translation>
    </message>
    <message>
        <source>Takes the key away from this action.</source>
        <translation>Retire la touche de cette action.</translation>
    </message>
    <message>
        <source>&amp;Usual key</source>
        <translation>Touche &amp;habituelle</translation>
    </message>
    <message>
        <source>Gives this action its usual key again.</source>
        <translation>Rend à cette action sa touche habituelle.</translation>
    </message>
    <message>
        <source>&amp;All usual keys</source>
        <translation>&amp;Toutes les touches habituelles</translation>
    </message>
    <message>
        <source>Gives every action its usual key again.</source>
        <translation>Rend à chaque action sa touche habituelle.</translation>
    </message>
    <message>
        <source> or </source>
        <translation> ou </translation>
    </message>
    <message>
        <source>Key for {action}</source>
        <translation>Touche pour {action}</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>aucune touche</translation>
    </message>
    <message>
        <source>{action}: {key}</source>
        <translation>{action} : {key}</translation>
    </message>
</context>
<context>
    <name>LabelPalette</name>
    <message>
        <source>Labels</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Label or its key</source>
        <translation>Étiquette ou sa touche</translation>
    </message>
    <message>
        <source>A label’s key chooses it at once. Type a space first to search by name.</source>
        <translation>La touche d’une étiquette la choisit aussitôt. Tapez d’abord une espace pour chercher par nom.</translation>
    </message>
    <message>
        <source>Labels that fit</source>
        <translation>Étiquettes correspondantes</translation>
    </message>
    <message>
        <source>No label of this name.</source>
        <translation>Aucune étiquette de ce nom.</translation>
    </message>
</context>
<context>
    <name>LabelPanel</name>
    <message>
        <source>LABELS</source>
        <translation>ÉTIQUETTES</translation>
    </message>
    <message>
        <source>Edit the labels</source>
        <translation>Modifier les étiquettes</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Étiquettes</translation>
    </message>
</context>
<context>
    <name>LabelRows</name>
    <message>
        <source>Labels of the project</source>
        <translation>Étiquettes du projet</translation>
    </message>
    <message>
        <source>, key {key}</source>
        <translation>, touche {key}</translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s)</source>
        <translation>
            <numerusform>%n annotation</numerusform>
            <numerusform>%n annotations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Labelling</name>
    <message>
        <source>Changing labels</source>
        <translation>Modification des étiquettes</translation>
    </message>
</context>
<context>
    <name>LabelsDialog</name>
    <message>
        <source>Labels</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Name of the label set</source>
        <translation>Nom du jeu d’étiquettes</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Depuis un fichier…</translation>
    </message>
    <message>
        <source>&amp;Use another set</source>
        <translation>&amp;Utiliser un autre jeu</translation>
    </message>
    <message>
        <source>Annotations get the names that the other set has.</source>
        <translation>Les annotations reçoivent les noms de l’autre jeu.</translation>
    </message>
    <message>
        <source>Sa&amp;ve as a file…</source>
        <translation>En&amp;registrer comme fichier…</translation>
    </message>
    <message>
        <source>Writes this label set to a file, to be shared.</source>
        <translation>Écrit ce jeu d’étiquettes dans un fichier, à partager.</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Ajouter</translation>
    </message>
    <message>
        <source>Move up (Alt+Up)</source>
        <translation>Monter (Alt+Haut)</translation>
    </message>
    <message>
        <source>Move down (Alt+Down)</source>
        <translation>Descendre (Alt+Bas)</translation>
    </message>
    <message>
        <source>&amp;Merge into</source>
        <translation>&amp;Fusionner avec</translation>
    </message>
    <message>
        <source>Makes one label of two.</source>
        <translation>Fait une étiquette de deux.</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Supprimer…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Enregistrer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Light page…</source>
        <translation>Page claire…</translation>
    </message>
    <message>
        <source>Dark page…</source>
        <translation>Page sombre…</translation>
    </message>
    <message>
        <source>Not drawn in the article</source>
        <translation>Non dessiné dans l’article</translation>
    </message>
    <message>
        <source>What the detectors call it, for example GPE, LOC or CARDINAL (kill die).</source>
        <translation>Son nom chez les détecteurs, par exemple GPE, LOC ou CARDINAL (kill die).</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Touche</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Groupe</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Couleur</translation>
    </message>
    <message>
        <source>Guideline</source>
        <translation>Consigne</translation>
    </message>
    <message>
        <source>Suggested for</source>
        <translation>Suggérée pour</translation>
    </message>
    <message>
        <source>What belongs under it, with examples. Shown while labelling.</source>
        <translation>Ce qui en relève, avec des exemples. Affiché pendant l’étiquetage.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>On a light page this colour is hard to read ({ratio:.1f} : 1).</source>
        <translation>Sur une page claire, cette couleur est difficile à lire ({ratio:.1f} : 1).</translation>
    </message>
    <message>
        <source>On a dark page this colour is hard to read ({ratio:.1f} : 1).</source>
        <translation>Sur une page sombre, cette couleur est difficile à lire ({ratio:.1f} : 1).</translation>
    </message>
    <message>
        <source>{key} is the key of “{action}”. Choose another one.</source>
        <translation>{key} est la touche de « {action} ». Choisissez-en une autre.</translation>
    </message>
    <message>
        <source>Colour on a dark page</source>
        <translation>Couleur sur page sombre</translation>
    </message>
    <message>
        <source>Colour on a light page</source>
        <translation>Couleur sur page claire</translation>
    </message>
    <message>
        <source>With Save, what is {gone} now becomes {name}.</source>
        <translation>Avec Enregistrer, ce qui est {gone} devient {name}.</translation>
    </message>
    <message numerus="yes">
        <source>With Save, %n annotation(s) will be removed; Undo brings them back.</source>
        <translation>
            <numerusform>Avec Enregistrer, %n annotation sera retirée ; Annuler la rétablit.</numerusform>
            <numerusform>Avec Enregistrer, %n annotations seront retirées ; Annuler les rétablit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) stay at the end: they have annotations, and no other name here.</source>
        <translation>
            <numerusform>%n étiquette reste à la fin : elle a des annotations, et pas d’autre nom ici.</numerusform>
            <numerusform>%n étiquettes restent à la fin : elles ont des annotations, et pas d’autre nom ici.</numerusform>
        </translation>
    </message>
    <message>
        <source>Written to {path}.</source>
        <translation>Écrit dans {path}.</translation>
    </message>
</context>
<context>
    <name>LossTable</name>
    <message>
        <source>Find in the list</source>
        <translation>Rechercher dans la liste</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Raison</translation>
    </message>
    <message>
        <source>All reasons ({count})</source>
        <translation>Toutes les raisons ({count})</translation>
    </message>
    <message>
        <source>{what}: {why} ({count})</source>
        <translation>{what} : {why} ({count})</translation>
    </message>
    <message>
        <source>What the format does not hold</source>
        <translation>Ce que le format ne conserve pas</translation>
    </message>
    <message>
        <source>The first {shown} of {all}; all of them are in the report beside the dataset.</source>
        <translation>Les {shown} premières sur {all} ; toutes figurent dans le rapport à côté du jeu de données.</translation>
    </message>
    <message>
        <source>{shown} of {all}</source>
        <translation>{shown} sur {all}</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>omise</translation>
    </message>
    <message>
        <source>widened</source>
        <translation>élargie</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>modifiée</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Article</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>No language model</source>
        <translation>Pas de modèle de langue</translation>
    </message>
    <message>
        <source>Another program is writing to the project, so your last changes could not be saved. Close all the same, and lose them?</source>
        <translation>Un autre programme écrit dans le projet : vos dernières modifications n’ont pas pu être enregistrées. Fermer quand même, et les perdre ?</translation>
    </message>
    <message>
        <source>Close and lose them</source>
        <translation>Fermer et les perdre</translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message>
        <source>Label</source>
        <translation>Étiquette</translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Close the notice</source>
        <translation>Fermer l’avis</translation>
    </message>
</context>
<context>
    <name>Past</name>
    <message>
        <source>Returning</source>
        <translation>Retour en cours</translation>
    </message>
</context>
<context>
    <name>Picking</name>
    <message>
        <source>Drag over the words that “{figure}” counts, or select them and press Enter.</source>
        <translation>Glissez sur les mots que « {figure} » compte, ou sélectionnez-les et appuyez sur Entrée.</translation>
    </message>
    <message>
        <source>Drag over the words for what happened to “{figure}”, or select them and press Enter.</source>
        <translation>Glissez sur les mots qui disent ce qui est arrivé à « {figure} », ou sélectionnez-les et appuyez sur Entrée.</translation>
    </message>
    <message>
        <source>Drag over all words that belong to “{figure}”, or select them and press Enter.</source>
        <translation>Glissez sur tous les mots qui appartiennent à « {figure} », ou sélectionnez-les et appuyez sur Entrée.</translation>
    </message>
    <message>
        <source>Esc gives up.</source>
        <translation>Échap abandonne.</translation>
    </message>
    <message>
        <source>A phrase stays within the paragraph of its figure.</source>
        <translation>Une expression reste dans le paragraphe de son chiffre.</translation>
    </message>
</context>
<context>
    <name>PublishedDialog</name>
    <message>
        <source>About this article</source>
        <translation>À propos de cet article</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Publié</translation>
    </message>
    <message>
        <source>2020-11-25 15:28</source>
        <translation>2020-11-25 15:28</translation>
    </message>
    <message>
        <source>Not &amp;known</source>
        <translation>&amp;Inconnue</translation>
    </message>
    <message>
        <source>The publish date is not known</source>
        <translation>La date de publication est inconnue</translation>
    </message>
    <message>
        <source>Headline</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Byline</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>Story code</source>
        <translation>Code d’article</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Enregistrer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>&amp;Published</source>
        <translation>&amp;Publié</translation>
    </message>
    <message>
        <source>&amp;Headline</source>
        <translation>&amp;Titre</translation>
    </message>
    <message>
        <source>&amp;Byline</source>
        <translation>&amp;Signature</translation>
    </message>
    <message>
        <source>Story &amp;code</source>
        <translation>&amp;Code d’article</translation>
    </message>
    <message>
        <source>Days like “Wednesday” stay without a date in this article.</source>
        <translation>Les jours comme « Wednesday » restent sans date dans cet article.</translation>
    </message>
    <message>
        <source>This is no date. Write it as far as it is known: 2020, 2020-11, 2020-11-25 or 2020-11-25 15:28.</source>
        <translation>Ce n’est pas une date. Écrivez ce qui en est connu : 2020, 2020-11, 2020-11-25 ou 2020-11-25 15:28.</translation>
    </message>
    <message>
        <source>Write the date as far as it is known, or tick “Not known”.</source>
        <translation>Écrivez ce qui est connu de la date, ou cochez « Inconnue ».</translation>
    </message>
    <message>
        <source>{date}. Dates that depend on it are read anew.</source>
        <translation>{date}. Les dates qui en dépendent sont relues.</translation>
    </message>
    <message>
        <source>{date}.</source>
        <translation>{date}.</translation>
    </message>
</context>
<context>
    <name>ReadingForm</name>
    <message>
        <source>Label</source>
        <translation>Étiquette</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Up to</source>
        <translation>Jusqu’à</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Précision</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unité</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Compte</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Événement</translation>
    </message>
    <message>
        <source>Phrase</source>
        <translation>Expression</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Modifier</source>
        <translation>Modificateur</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>A remark for the next reader</source>
        <translation>Une remarque pour le prochain lecteur</translation>
    </message>
    <message>
        <source>exactly</source>
        <translation>exactement</translation>
    </message>
    <message>
        <source>about</source>
        <translation>environ</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>au moins</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>au plus</translation>
    </message>
    <message>
        <source>more than</source>
        <translation>plus de</translation>
    </message>
    <message>
        <source>less than</source>
        <translation>moins de</translation>
    </message>
    <message>
        <source>between</source>
        <translation>entre</translation>
    </message>
    <message>
        <source>date</source>
        <translation>date</translation>
    </message>
    <message>
        <source>time</source>
        <translation>heure</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>durée</translation>
    </message>
    <message>
        <source>repeated</source>
        <translation>répété</translation>
    </message>
    <message>
        <source>start of</source>
        <translation>début de</translation>
    </message>
    <message>
        <source>middle of</source>
        <translation>milieu de</translation>
    </message>
    <message>
        <source>end of</source>
        <translation>fin de</translation>
    </message>
    <message>
        <source>before</source>
        <translation>avant</translation>
    </message>
    <message>
        <source>after</source>
        <translation>après</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>{field}: choose the words in the article</source>
        <translation>{field} : choisissez les mots dans l’article</translation>
    </message>
    <message>
        <source>A value is a number, for example 30,000 or 8.25.</source>
        <translation>Une valeur est un nombre, par exemple 30,000 ou 8.25.</translation>
    </message>
    <message>
        <source>The end of the range is below its start.</source>
        <translation>La fin de l’intervalle est inférieure à son début.</translation>
    </message>
    <message>
        <source>These words are not in the paragraph of the mark.</source>
        <translation>Ces mots ne sont pas dans le paragraphe de la marque.</translation>
    </message>
    <message>
        <source>Not a value of this type; write it like {examples}.</source>
        <translation>Ce n’est pas une valeur de ce type ; écrivez-la comme {examples}.</translation>
    </message>
</context>
<context>
    <name>Relating</name>
    <message>
        <source>“{head}” → … Click the other mark, or Tab to it and press Enter. Esc gives up.</source>
        <translation>« {head} » → … Cliquez l’autre marque, ou allez-y avec Tab et appuyez sur Entrée. Échap abandonne.</translation>
    </message>
    <message>
        <source>“{head}” → “{child}”. Enter or a click takes it. Esc gives up.</source>
        <translation>« {head} » → « {child} ». Entrée ou un clic la prend. Échap abandonne.</translation>
    </message>
    <message>
        <source>{head} → {child}</source>
        <translation>{head} → {child}</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>Turn round</source>
        <translation>Inverser</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
</context>
<context>
    <name>RelationForm</name>
    <message>
        <source>Relation</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>Turn round</source>
        <translation>Inverser</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
</context>
<context>
    <name>RelationList</name>
    <message>
        <source>RELATIONS</source>
        <translation>RELATIONS</translation>
    </message>
    <message>
        <source>→ {relation} → {words}</source>
        <translation>→ {relation} → {words}</translation>
    </message>
    <message>
        <source>← {relation} ← {words}</source>
        <translation>← {relation} ← {words}</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>et %n autre</numerusform>
            <numerusform>et %n autres</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RelationPalette</name>
    <message>
        <source>Relation</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>Name of the relation</source>
        <translation>Nom de la relation</translation>
    </message>
    <message>
        <source>Relations that fit</source>
        <translation>Relations correspondantes</translation>
    </message>
    <message>
        <source>New relation “{name}”</source>
        <translation>Nouvelle relation « {name} »</translation>
    </message>
    <message>
        <source>Type a name, for example “where” or “killed in”.</source>
        <translation>Tapez un nom, par exemple « où » ou « tué à ».</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message numerus="yes">
        <source>%n change(s) are not saved yet, because another program is writing to {project}. They are tried again all the time; wait until that program is done, or close it.</source>
        <translation>
            <numerusform>%n modification n’est pas encore enregistrée, car un autre programme écrit dans {project}. L’enregistrement est retenté sans cesse ; attendez que ce programme ait fini, ou fermez-le.</numerusform>
            <numerusform>%n modifications ne sont pas encore enregistrées, car un autre programme écrit dans {project}. L’enregistrement est retenté sans cesse ; attendez que ce programme ait fini, ou fermez-le.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>&amp;Général</translation>
    </message>
    <message>
        <source>&amp;Detection</source>
        <translation>&amp;Détection</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Touches</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Enregistrer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Theme: {name}</source>
        <translation>Thème : {name}</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Text size of the article</source>
        <translation>Taille du texte de l’article</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Texte plus petit</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Texte plus grand</translation>
    </message>
    <message>
        <source>Typeface of the article</source>
        <translation>Police de l’article</translation>
    </message>
    <message>
        <source>{name} (usual)</source>
        <translation>{name} (habituelle)</translation>
    </message>
    <message>
        <source> characters</source>
        <translation> caractères</translation>
    </message>
    <message>
        <source>Line width of the article</source>
        <translation>Largeur de ligne de l’article</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>Langue de la fenêtre</translation>
    </message>
    <message>
        <source>Name of the annotator</source>
        <translation>Nom de l’annotateur</translation>
    </message>
    <message>
        <source>Every decision is signed with it.</source>
        <translation>Chaque décision en est signée.</translation>
    </message>
    <message>
        <source>A selection grows to whole &amp;words</source>
        <translation>Une sélection s’étend aux &amp;mots entiers</translation>
    </message>
    <message>
        <source>Hold Alt while dragging for the opposite.</source>
        <translation>Maintenez Alt en glissant pour l’inverse.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>With Save, the window opens anew in it. Articles in any language can be read.</source>
        <translation>Avec Enregistrer, la fenêtre s’ouvre de nouveau dans cette langue. On peut lire des articles de toute langue.</translation>
    </message>
    <message>
        <source>Text of the article</source>
        <translation>Texte de l’article</translation>
    </message>
    <message>
        <source>Typeface</source>
        <translation>Police</translation>
    </message>
    <message>
        <source>Line width</source>
        <translation>Largeur de ligne</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Votre nom</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Souris</translation>
    </message>
    <message>
        <source>&amp;Look for people, places, dates and figures by itself</source>
        <translation>&amp;Chercher de soi-même personnes, lieux, dates et chiffres</translation>
    </message>
    <message>
        <source>Otherwise only when you ask for it.</source>
        <translation>Sinon seulement quand vous le demandez.</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Modèle de langue</translation>
    </message>
    <message>
        <source>Choose &amp;folder…</source>
        <translation>Choisir un &amp;dossier…</translation>
    </message>
    <message>
        <source>Chooses the folder of a spaCy pipeline.</source>
        <translation>Choisit le dossier d’un pipeline spaCy.</translation>
    </message>
    <message>
        <source>New articles</source>
        <translation>Nouveaux articles</translation>
    </message>
    <message>
        <source>It finds people, places and organisations. Dates and figures need none.</source>
        <translation>Il trouve personnes, lieux et organisations. Dates et chiffres s’en passent.</translation>
    </message>
    <message>
        <source>No language model is installed, so people, places and organisations are not found; dates and figures are. Choose the folder of a spaCy pipeline, or run “pressmark doctor”.</source>
        <translation>Aucun modèle de langue n’est installé : personnes, lieux et organisations ne sont pas trouvés, dates et chiffres le sont. Choisissez le dossier d’un pipeline spaCy, ou lancez « pressmark doctor ».</translation>
    </message>
    <message>
        <source>{name} {version} (usual)</source>
        <translation>{name} {version} (habituel)</translation>
    </message>
    <message>
        <source>{name} {version}</source>
        <translation>{name} {version}</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <source>Choose the folder of a spaCy pipeline</source>
        <translation>Choisir le dossier d’un pipeline spaCy</translation>
    </message>
    <message>
        <source>Checking the language model…</source>
        <translation>Vérification du modèle de langue…</translation>
    </message>
    <message>
        <source>This model can be used.</source>
        <translation>Ce modèle peut être utilisé.</translation>
    </message>
    <message>
        <source>{why} {name} stays in use.</source>
        <translation>{why} {name} reste utilisé.</translation>
    </message>
</context>
<context>
    <name>ShortcutsOverlay</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Keys and gestures</source>
        <translation>Touches et gestes</translation>
    </message>
    <message>
        <source>Every key can be changed in the settings.</source>
        <translation>Chaque touche peut être changée dans les réglages.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>{name}: {keys}</source>
        <translation>{name} : {keys}</translation>
    </message>
    <message>
        <source>{name}: no key</source>
        <translation>{name} : aucune touche</translation>
    </message>
    <message>
        <source> or </source>
        <translation> ou </translation>
    </message>
    <message>
        <source>Ends of a mark</source>
        <translation>Bornes d’une marque</translation>
    </message>
    <message>
        <source>Give the selection a label</source>
        <translation>Donner une étiquette à la sélection</translation>
    </message>
    <message>
        <source>Text cursor</source>
        <translation>Curseur de texte</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Souris</translation>
    </message>
    <message>
        <source>Move by word</source>
        <translation>Avancer par mot</translation>
    </message>
    <message>
        <source>Move by line</source>
        <translation>Avancer par ligne</translation>
    </message>
    <message>
        <source>Select by word</source>
        <translation>Sélectionner par mot</translation>
    </message>
    <message>
        <source>Let go of the selection</source>
        <translation>Lâcher la sélection</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>Label words</source>
        <translation>Étiqueter des mots</translation>
    </message>
    <message>
        <source>drag over them</source>
        <translation>glisser dessus</translation>
    </message>
    <message>
        <source>Label a word like the last one</source>
        <translation>Étiqueter un mot comme le dernier</translation>
    </message>
    <message>
        <source>double-click</source>
        <translation>double-clic</translation>
    </message>
    <message>
        <source>Select a mark</source>
        <translation>Sélectionner une marque</translation>
    </message>
    <message>
        <source>click</source>
        <translation>clic</translation>
    </message>
    <message>
        <source>Change where a mark starts or ends</source>
        <translation>Déplacer le début ou la fin d’une marque</translation>
    </message>
    <message>
        <source>drag its end</source>
        <translation>glisser sa borne</translation>
    </message>
    <message>
        <source>Do anything else with a mark</source>
        <translation>Toute autre action sur une marque</translation>
    </message>
    <message>
        <source>right-click</source>
        <translation>clic droit</translation>
    </message>
    <message>
        <source>Select parts of words</source>
        <translation>Sélectionner des parties de mots</translation>
    </message>
    <message>
        <source>Alt+drag</source>
        <translation>Alt+glisser</translation>
    </message>
    <message>
        <source>Add articles</source>
        <translation>Ajouter des articles</translation>
    </message>
    <message>
        <source>drop files</source>
        <translation>déposer des fichiers</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>Find and run anything</source>
        <translation>Tout trouver et exécuter</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Ouvrir…</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Chiffres</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Find articles, labels, actions…</source>
        <translation>Trouver articles, étiquettes, actions…</translation>
    </message>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
    <message>
        <source>Open articles</source>
        <translation>Ouvrir des articles</translation>
    </message>
    <message>
        <source>All figures in a table</source>
        <translation>Tous les chiffres dans un tableau</translation>
    </message>
    <message>
        <source>Export the annotations</source>
        <translation>Exporter les annotations</translation>
    </message>
</context>
<context>
    <name>WhySection</name>
    <message>
        <source>Why this mark</source>
        <translation>Pourquoi cette marque</translation>
    </message>
    <message>
        <source>Marked by {who}.</source>
        <translation>Marqué par {who}.</translation>
    </message>
    <message>
        <source>Suggested by {who}, {score}.</source>
        <translation>Suggéré par {who}, {score}.</translation>
    </message>
    <message>
        <source>Model: {name}, version {version}</source>
        <translation>Modèle : {name}, version {version}</translation>
    </message>
    <message>
        <source>Model: {name}</source>
        <translation>Modèle : {name}</translation>
    </message>
    <message>
        <source>Rule: {name}</source>
        <translation>Règle : {name}</translation>
    </message>
    <message>
        <source>From a dataset in the format {name}</source>
        <translation>D’un jeu de données au format {name}</translation>
    </message>
    <message>
        <source>Score: {score} of 1</source>
        <translation>Score : {score} sur 1</translation>
    </message>
    <message>
        <source>Read as: {reading}</source>
        <translation>Lu comme : {reading}</translation>
    </message>
    <message>
        <source>Counted from: {anchor}</source>
        <translation>Compté à partir de : {anchor}</translation>
    </message>
    <message>
        <source>Now: {reading}</source>
        <translation>Maintenant : {reading}</translation>
    </message>
</context>
<context>
    <name>WorkLine</name>
    <message>
        <source>Detecting</source>
        <translation>Détection</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>This mark has changed in the meantime; nothing was done.</source>
        <translation>Cette marque a changé entre-temps ; rien n’a été fait.</translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation>Annulation</translation>
    </message>
    <message>
        <source>Doing again</source>
        <translation>Rétablissement</translation>
    </message>
    <message>
        <source>Reading articles</source>
        <translation>Lecture des articles</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read.</source>
        <translation>
            <numerusform>%n fichier n’a pas pu être lu.</numerusform>
            <numerusform>%n fichiers n’ont pas pu être lus.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read; the others were.</source>
        <translation>
            <numerusform>%n fichier n’a pas pu être lu ; les autres l’ont été.</numerusform>
            <numerusform>%n fichiers n’ont pas pu être lus ; les autres l’ont été.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n article(s) were in the project already.</source>
        <translation>
            <numerusform>%n article était déjà dans le projet.</numerusform>
            <numerusform>%n articles étaient déjà dans le projet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Another program is writing to {project}, so your last changes there are not saved yet. Wait until that program is done, or close it; then open the other project.</source>
        <translation>Un autre programme écrit dans {project} : vos dernières modifications n’y sont pas encore enregistrées. Attendez que ce programme ait fini, ou fermez-le ; ouvrez ensuite l’autre projet.</translation>
    </message>
    <message numerus="yes">
        <source>There are %n remark(s) on what was read.</source>
        <translation>
            <numerusform>Il y a %n remarque sur ce qui a été lu.</numerusform>
            <numerusform>Il y a %n remarques sur ce qui a été lu.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_HitDelegate</name>
    <message>
        <source>also {labels}</source>
        <translation>aussi {labels}</translation>
    </message>
</context>
<context>
    <name>_Losses</name>
    <message>
        <source>Article</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Étiquette</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>, key {key}</source>
        <translation>, touche {key}</translation>
    </message>
    <message numerus="yes">
        <source>%n in the article</source>
        <translation>
            <numerusform>%n dans l’article</numerusform>
            <numerusform>%n dans l’article</numerusform>
        </translation>
    </message>
    <message>
        <source>Show {label}</source>
        <translation>Afficher {label}</translation>
    </message>
    <message>
        <source>Hide {label}</source>
        <translation>Masquer {label}</translation>
    </message>
</context>
<context>
    <name>_Steps</name>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Qui</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Article</translation>
    </message>
</context>
<context>
    <name>_Swatch</name>
    <message>
        <source>Colour {number}</source>
        <translation>Couleur {number}</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Édition</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Marque</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Affichage</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <source>&amp;Open articles…</source>
        <translation>&amp;Ouvrir des articles…</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>Ouvrir un &amp;dossier…</translation>
    </message>
    <message>
        <source>Open the &amp;sample articles</source>
        <translation>Ouvrir les articles d’&amp;exemple</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>&amp;Nouveau projet…</translation>
    </message>
    <message>
        <source>Open &amp;project…</source>
        <translation>Ouvrir un &amp;projet…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exporter…</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>&amp;Réglages…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>&amp;Historique…</translation>
    </message>
    <message>
        <source>&amp;Find in article…</source>
        <translation>&amp;Rechercher dans l’article…</translation>
    </message>
    <message>
        <source>Find ne&amp;xt</source>
        <translation>Résultat &amp;suivant</translation>
    </message>
    <message>
        <source>Find pre&amp;vious</source>
        <translation>Résultat &amp;précédent</translation>
    </message>
    <message>
        <source>&amp;Next undecided mark</source>
        <translation>Marque à décider s&amp;uivante</translation>
    </message>
    <message>
        <source>&amp;Previous undecided mark</source>
        <translation>Marque à décider &amp;précédente</translation>
    </message>
    <message>
        <source>Next mark</source>
        <translation>Marque suivante</translation>
    </message>
    <message>
        <source>Previous mark</source>
        <translation>Marque précédente</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>&amp;Accepter</translation>
    </message>
    <message>
        <source>Re&amp;ject</source>
        <translation>Re&amp;jeter</translation>
    </message>
    <message>
        <source>Make it a suggestion again</source>
        <translation>En refaire une suggestion</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Retirer</translation>
    </message>
    <message>
        <source>&amp;Label…</source>
        <translation>É&amp;tiquette…</translation>
    </message>
    <message>
        <source>Accept all &amp;suggestions of the article</source>
        <translation>Accepter toutes les &amp;suggestions de l’article</translation>
    </message>
    <message>
        <source>Edit the la&amp;bels…</source>
        <translation>Modifier les éti&amp;quettes…</translation>
    </message>
    <message>
        <source>Start one word left</source>
        <translation>Début un mot à gauche</translation>
    </message>
    <message>
        <source>Start one word right</source>
        <translation>Début un mot à droite</translation>
    </message>
    <message>
        <source>End one word left</source>
        <translation>Fin un mot à gauche</translation>
    </message>
    <message>
        <source>End one word right</source>
        <translation>Fin un mot à droite</translation>
    </message>
    <message>
        <source>Start one character left</source>
        <translation>Début un caractère à gauche</translation>
    </message>
    <message>
        <source>Start one character right</source>
        <translation>Début un caractère à droite</translation>
    </message>
    <message>
        <source>End one character left</source>
        <translation>Fin un caractère à gauche</translation>
    </message>
    <message>
        <source>End one character right</source>
        <translation>Fin un caractère à droite</translation>
    </message>
    <message>
        <source>Re&amp;late to…</source>
        <translation>Re&amp;lier à…</translation>
    </message>
    <message>
        <source>Mark all e&amp;qual words of the article…</source>
        <translation>Marquer les mots &amp;identiques de l’article…</translation>
    </message>
    <message>
        <source>Mark all equal words of the pro&amp;ject…</source>
        <translation>Marquer les mots identiques du pro&amp;jet…</translation>
    </message>
    <message>
        <source>Write a n&amp;ote</source>
        <translation>Écrire une n&amp;ote</translation>
    </message>
    <message>
        <source>Edit the &amp;reading</source>
        <translation>Modifier la &amp;lecture</translation>
    </message>
    <message>
        <source>Mark &amp;done and open the next</source>
        <translation>Marquer &amp;terminé et ouvrir le suivant</translation>
    </message>
    <message>
        <source>Done / &amp;not done</source>
        <translation>Terminé / &amp;non terminé</translation>
    </message>
    <message>
        <source>&amp;Next article</source>
        <translation>Article &amp;suivant</translation>
    </message>
    <message>
        <source>&amp;Previous article</source>
        <translation>Article &amp;précédent</translation>
    </message>
    <message>
        <source>&amp;Detect again</source>
        <translation>&amp;Détecter de nouveau</translation>
    </message>
    <message>
        <source>Correct the publish da&amp;te…</source>
        <translation>Corriger la da&amp;te de publication…</translation>
    </message>
    <message>
        <source>&amp;Remove the article from the project…</source>
        <translation>&amp;Retirer l’article du projet…</translation>
    </message>
    <message>
        <source>&amp;Search the articles</source>
        <translation>Re&amp;chercher dans les articles</translation>
    </message>
    <message>
        <source>Fi&amp;gures…</source>
        <translation>&amp;Chiffres…</translation>
    </message>
    <message>
        <source>Find and &amp;run anything…</source>
        <translation>&amp;Tout trouver et exécuter…</translation>
    </message>
    <message>
        <source>Next pa&amp;ne</source>
        <translation>&amp;Volet suivant</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Volet précédent</translation>
    </message>
    <message>
        <source>&amp;Articles</source>
        <translation>&amp;Articles</translation>
    </message>
    <message>
        <source>&amp;Labels and selection</source>
        <translation>Éti&amp;quettes et sélection</translation>
    </message>
    <message>
        <source>Larger te&amp;xt</source>
        <translation>Texte plus &amp;grand</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>Texte plus &amp;petit</translation>
    </message>
    <message>
        <source>&amp;Usual text size</source>
        <translation>Taille de texte &amp;habituelle</translation>
    </message>
    <message>
        <source>Light / &amp;dark</source>
        <translation>Clair / &amp;sombre</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>Raccourcis &amp;clavier</translation>
    </message>
    <message>
        <source>&amp;About Pressmark</source>
        <translation>À &amp;propos de Pressmark</translation>
    </message>
    <message>
        <source>Save the ori&amp;ginal file…</source>
        <translation>Enregistrer le fichier d’ori&amp;gine…</translation>
    </message>
</context>
<context>
    <name>cards</name>
    <message>
        <source>number</source>
        <translation>nombre</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 an</translation>
    </message>
    <message>
        <source>1 month</source>
        <translation>1 mois</translation>
    </message>
    <message>
        <source>1 week</source>
        <translation>1 semaine</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 jour</translation>
    </message>
    <message>
        <source>1 decade</source>
        <translation>1 décennie</translation>
    </message>
    <message>
        <source>1 century</source>
        <translation>1 siècle</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 heure</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 minute</translation>
    </message>
    <message>
        <source>1 second</source>
        <translation>1 seconde</translation>
    </message>
    <message>
        <source>{n} years</source>
        <translation>{n} ans</translation>
    </message>
    <message>
        <source>{n} months</source>
        <translation>{n} mois</translation>
    </message>
    <message>
        <source>{n} weeks</source>
        <translation>{n} semaines</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} jours</translation>
    </message>
    <message>
        <source>{n} decades</source>
        <translation>{n} décennies</translation>
    </message>
    <message>
        <source>{n} centuries</source>
        <translation>{n} siècles</translation>
    </message>
    <message>
        <source>{n} hours</source>
        <translation>{n} heures</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} minutes</translation>
    </message>
    <message>
        <source>{n} seconds</source>
        <translation>{n} secondes</translation>
    </message>
    <message>
        <source>past</source>
        <translation>passé</translation>
    </message>
    <message>
        <source>present</source>
        <translation>présent</translation>
    </message>
    <message>
        <source>future</source>
        <translation>futur</translation>
    </message>
    <message>
        <source>time</source>
        <translation>heure</translation>
    </message>
    <message>
        <source>date</source>
        <translation>date</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>lun.</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>mar.</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>mer.</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>jeu.</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>ven.</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>sam.</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>dim.</translation>
    </message>
    <message>
        <source>, morning</source>
        <translation>, matin</translation>
    </message>
    <message>
        <source>, midday</source>
        <translation>, midi</translation>
    </message>
    <message>
        <source>, afternoon</source>
        <translation>, après-midi</translation>
    </message>
    <message>
        <source>, evening</source>
        <translation>, soir</translation>
    </message>
    <message>
        <source>, night</source>
        <translation>, nuit</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>pas encore lu</translation>
    </message>
    <message>
        <source>{number} {unit}</source>
        <translation>{number} {unit}</translation>
    </message>
    <message>
        <source>repeated</source>
        <translation>répété</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>durée</translation>
    </message>
    <message>
        <source>spring</source>
        <translation>printemps</translation>
    </message>
    <message>
        <source>summer</source>
        <translation>été</translation>
    </message>
    <message>
        <source>winter</source>
        <translation>hiver</translation>
    </message>
    <message>
        <source>some time before</source>
        <translation>quelque temps avant</translation>
    </message>
    <message>
        <source>now</source>
        <translation>maintenant</translation>
    </message>
    <message>
        <source>some time after</source>
        <translation>quelque temps après</translation>
    </message>
    <message>
        <source>year</source>
        <translation>année</translation>
    </message>
    <message>
        <source>decade</source>
        <translation>décennie</translation>
    </message>
    <message>
        <source>century</source>
        <translation>siècle</translation>
    </message>
    <message>
        <source>month</source>
        <translation>mois</translation>
    </message>
    <message>
        <source>week</source>
        <translation>semaine</translation>
    </message>
    <message>
        <source>weekend</source>
        <translation>week-end</translation>
    </message>
    <message>
        <source>season</source>
        <translation>saison</translation>
    </message>
    <message>
        <source>quarter</source>
        <translation>trimestre</translation>
    </message>
    <message>
        <source>half-year</source>
        <translation>semestre</translation>
    </message>
    <message>
        <source>day</source>
        <translation>jour</translation>
    </message>
    <message>
        <source>day of the week</source>
        <translation>jour de la semaine</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{day} {month} {year}</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day}, {time}</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>{currency}{number}</source>
        <translation>{number} {currency}</translation>
    </message>
    <message>
        <source>{least} – {most}</source>
        <translation>{least} – {most}</translation>
    </message>
    <message>
        <source>{modifier} {value}</source>
        <translation>{modifier} {value}</translation>
    </message>
    <message>
        <source>{kind} · from publish date</source>
        <translation>{kind} · d’après la date de publication</translation>
    </message>
    <message>
        <source>every {day}</source>
        <translation>chaque {day}</translation>
    </message>
    <message>
        <source>every year</source>
        <translation>chaque année</translation>
    </message>
    <message>
        <source>every month</source>
        <translation>chaque mois</translation>
    </message>
    <message>
        <source>every week</source>
        <translation>chaque semaine</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>chaque jour</translation>
    </message>
    <message>
        <source>every hour</source>
        <translation>chaque heure</translation>
    </message>
    <message>
        <source>every {length}</source>
        <translation>tous les {length}</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{month} {year}</translation>
    </message>
    <message>
        <source>{decade}0s</source>
        <translation>années {decade}0</translation>
    </message>
    <message>
        <source>week {week} of {year}</source>
        <translation>semaine {week} de {year}</translation>
    </message>
    <message>
        <source>weekend of week {week}, {year}</source>
        <translation>week-end de la semaine {week}, {year}</translation>
    </message>
    <message>
        <source>{season} {year}</source>
        <translation>{season} {year}</translation>
    </message>
    <message>
        <source>Jan</source>
        <translation>janv.</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>févr.</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>mars</translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>avr.</translation>
    </message>
    <message>
        <source>May</source>
        <translation>mai</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>juin</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>juil.</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>août</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>sept.</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>oct.</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>nov.</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>déc.</translation>
    </message>
    <message>
        <source>early</source>
        <translation>début</translation>
    </message>
    <message>
        <source>mid</source>
        <translation>mi-</translation>
    </message>
    <message>
        <source>late</source>
        <translation>fin</translation>
    </message>
    <message>
        <source>about</source>
        <translation>environ</translation>
    </message>
    <message>
        <source>before</source>
        <translation>avant</translation>
    </message>
    <message>
        <source>after</source>
        <translation>après</translation>
    </message>
    <message>
        <source>more than</source>
        <translation>plus de</translation>
    </message>
    <message>
        <source>less than</source>
        <translation>moins de</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>au moins</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>au plus</translation>
    </message>
    <message>
        <source>on or before</source>
        <translation>au plus tard</translation>
    </message>
    <message>
        <source>on or after</source>
        <translation>au plus tôt</translation>
    </message>
    <message>
        <source>{amount} {counted}</source>
        <translation>{amount} {counted}</translation>
    </message>
    <message>
        <source>money</source>
        <translation>somme</translation>
    </message>
    <message>
        <source>per cent</source>
        <translation>pour cent</translation>
    </message>
    <message>
        <source>quantity</source>
        <translation>quantité</translation>
    </message>
    <message>
        <source>position</source>
        <translation>rang</translation>
    </message>
    <message>
        <source>autumn</source>
        <translation>automne</translation>
    </message>
    <message>
        <source>≈ {amount}</source>
        <translation>≈ {amount}</translation>
    </message>
    <message>
        <source>≥ {amount}</source>
        <translation>≥ {amount}</translation>
    </message>
    <message>
        <source>≤ {amount}</source>
        <translation>≤ {amount}</translation>
    </message>
    <message>
        <source>&gt; {amount}</source>
        <translation>&gt; {amount}</translation>
    </message>
    <message>
        <source>&lt; {amount}</source>
        <translation>&lt; {amount}</translation>
    </message>
    <message>
        <source>day · year unknown</source>
        <translation>jour · année inconnue</translation>
    </message>
    <message>
        <source>month · year unknown</source>
        <translation>mois · année inconnue</translation>
    </message>
    <message>
        <source>{day} {month}</source>
        <translation>{day} {month}</translation>
    </message>
</context>
<context>
    <name>parent</name>
    <message>
        <source>Choose a label set</source>
        <translation>Choisir un jeu d’étiquettes</translation>
    </message>
    <message>
        <source>Label sets (*.json)</source>
        <translation>Jeux d’étiquettes (*.json)</translation>
    </message>
    <message>
        <source>Save the label set</source>
        <translation>Enregistrer le jeu d’étiquettes</translation>
    </message>
    <message>
        <source>Open articles</source>
        <translation>Ouvrir des articles</translation>
    </message>
    <message>
        <source>Articles and datasets ({patterns});;All files (*)</source>
        <translation>Articles et jeux de données ({patterns});;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Open a folder of articles</source>
        <translation>Ouvrir un dossier d’articles</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Ouvrir un projet</translation>
    </message>
    <message>
        <source>Projects (*.pressmark)</source>
        <translation>Projets (*.pressmark)</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Nouveau projet</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>Enregistrer en CSV</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tableaux (*.csv)</translation>
    </message>
    <message>
        <source>Pressmark</source>
        <translation>Pressmark</translation>
    </message>
    <message>
        <source>Save the original file</source>
        <translation>Enregistrer le fichier d’origine</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>marked</source>
        <translation>marqué</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>retiré</translation>
    </message>
    <message>
        <source>given another label</source>
        <translation>étiqueté autrement</translation>
    </message>
    <message>
        <source>resized</source>
        <translation>redimensionné</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>accepté</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rejeté</translation>
    </message>
    <message>
        <source>made a suggestion again</source>
        <translation>redevenu suggestion</translation>
    </message>
    <message>
        <source>reading changed</source>
        <translation>lecture modifiée</translation>
    </message>
    <message>
        <source>note changed</source>
        <translation>note modifiée</translation>
    </message>
    <message>
        <source>label renamed, merged or deleted</source>
        <translation>étiquette renommée, fusionnée ou supprimée</translation>
    </message>
    <message>
        <source>related</source>
        <translation>relié</translation>
    </message>
    <message>
        <source>relation removed</source>
        <translation>relation retirée</translation>
    </message>
    <message>
        <source>done changed</source>
        <translation>état terminé modifié</translation>
    </message>
    <message>
        <source>article details changed</source>
        <translation>détails de l’article modifiés</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>suggéré</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importé</translation>
    </message>
    <message>
        <source>“{words}” {what}</source>
        <translation>« {words} » {what}</translation>
    </message>
    <message>
        <source>{what} ({count})</source>
        <translation>{what} ({count})</translation>
    </message>
    <message>
        <source>{what} (taken back)</source>
        <translation>{what} (annulé)</translation>
    </message>
    <message>
        <source>{when} · {what}</source>
        <translation>{when} · {what}</translation>
    </message>
    <message>
        <source>{when} · {what} · {who}</source>
        <translation>{when} · {what} · {who}</translation>
    </message>
    <message>
        <source>the figure reader</source>
        <translation>le lecteur de chiffres</translation>
    </message>
    <message>
        <source>the date reader</source>
        <translation>le lecteur de dates</translation>
    </message>
    <message>
        <source>the name rules</source>
        <translation>les règles de noms</translation>
    </message>
    <message>
        <source>the rule {name}</source>
        <translation>la règle {name}</translation>
    </message>
    <message>
        <source>the model {name}</source>
        <translation>le modèle {name}</translation>
    </message>
    <message>
        <source>an import from {name}</source>
        <translation>un import de {name}</translation>
    </message>
</context>
</TS>
