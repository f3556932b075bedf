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
        <translation>La version {version} est disponible&#xa0;: {page}</translation>
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
        <translation>{name}&#xa0;: {path}</translation>
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
        <translation>Un projet est un seul fichier&#xa0;; copiez-le quand Pressmark est fermé et vous avez une sauvegarde.</translation>
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
        <translation>Retirer «&#xa0;{name}&#xa0;» et ses annotations du projet&#xa0;? Cette action est irréversible.</translation>
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
        <translation>Aucun article ne contient «&#xa0;{query}&#xa0;».</translation>
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
        <source>{count} lines of page furniture</source>
        <translation>{count} lignes d’habillage de page</translation>
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
        <translation>«&#xa0;{words}&#xa0;», {mark}</translation>
    </message>
    <message>
        <source>Selected: “{words}”</source>
        <translation>Sélection&#xa0;: «&#xa0;{words}&#xa0;»</translation>
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
        <source>%Ln other</source>
        <translation>
            <numerusform>%Ln autre</numerusform>
            <numerusform>%Ln autres</numerusform>
        </translation>
    </message>
    <message>
        <source>{decided} of {total} decided · {left} to review: {kinds}</source>
        <translation>{decided} sur {total} décidés · {left} à relire&#xa0;: {kinds}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln date(s)</source>
        <translation>
            <numerusform>%Ln date</numerusform>
            <numerusform>%Ln dates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln figure(s)</source>
        <translation>
            <numerusform>%Ln chiffre</numerusform>
            <numerusform>%Ln chiffres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln person(s)</source>
        <translation>
            <numerusform>%Ln personne</numerusform>
            <numerusform>%Ln personnes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln organisation(s)</source>
        <translation>
            <numerusform>%Ln organisation</numerusform>
            <numerusform>%Ln organisations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s)</source>
        <translation>
            <numerusform>%Ln lieu</numerusform>
            <numerusform>%Ln lieux</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln événement</numerusform>
            <numerusform>%Ln événements</numerusform>
        </translation>
    </message>
    <message>
        <source>{title} {done} of {total}</source>
        <translation>{title} {done} sur {total}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln s left</source>
        <translation>
            <numerusform>encore %Ln s</numerusform>
            <numerusform>encore %Ln s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln min left</source>
        <translation>
            <numerusform>encore %Ln min</numerusform>
            <numerusform>encore %Ln min</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>Enregistré à {time}</translation>
    </message>
    <message numerus="yes">
        <source>Saving %Ln change(s)…</source>
        <translation>
            <numerusform>Enregistrement de %Ln modification…</numerusform>
            <numerusform>Enregistrement de %Ln modifications…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln h left</source>
        <translation>
            <numerusform>encore %Ln h</numerusform>
            <numerusform>encore %Ln h</numerusform>
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
    <name>ColorChoice</name>
    <message>
        <source>Colour {number}</source>
        <translation>Couleur {number}</translation>
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
        <translation>Que contient chaque colonne&#xa0;?</translation>
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
        <translation>«&#xa0;{value}&#xa0;» n’est pas lu comme une date&#xa0;; un tel article la garde, et n’a pas de date de publication.</translation>
    </message>
    <message>
        <source>Rows without a text are left out: {empty} of the first {rows}.</source>
        <translation>Les lignes sans texte sont laissées de côté&#xa0;: {empty} des {rows} premières.</translation>
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
        <source>%Ln article(s)</source>
        <translation>
            <numerusform>%Ln article</numerusform>
            <numerusform>%Ln articles</numerusform>
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
        <translation>Rien n’est perdu&#xa0;: chaque décision a été enregistrée sur-le-champ. Vous pouvez continuer.</translation>
    </message>
    <message>
        <source>The report could not be written to a file; copy it from here.</source>
        <translation>Le rapport n’a pas pu être écrit dans un fichier&#xa0;; copiez-le d’ici.</translation>
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
        <source>%Ln annotation(s) of the project are {name}. What shall become of them?</source>
        <translation>
            <numerusform>%Ln annotation du projet est {name}. Que doit-elle devenir&#xa0;?</numerusform>
            <numerusform>%Ln annotations du projet sont {name}. Que doivent-elles devenir&#xa0;?</numerusform>
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
        <translation>Elles sont &amp;retirées&#xa0;; Annuler les rétablit</translation>
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
        <translation>Une erreur s’est produite dans Pressmark&#xa0;: {error}</translation>
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
        <translation>«&#xa0;{words}&#xa0;» {label}</translation>
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
        <source>%Ln place(s) in this article</source>
        <translation>
            <numerusform>%Ln endroit dans cet article</numerusform>
            <numerusform>%Ln endroits dans cet article</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{where} · %Ln done already</source>
        <translation>
            <numerusform>{where} · %Ln déjà fait</numerusform>
            <numerusform>{where} · %Ln déjà faits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %Ln place(s)</source>
        <translation>
            <numerusform>Rejeter %Ln endroit</numerusform>
            <numerusform>Rejeter %Ln endroits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %Ln place(s)</source>
        <translation>
            <numerusform>Marquer %Ln endroit</numerusform>
            <numerusform>Marquer %Ln endroits</numerusform>
        </translation>
    </message>
    <message>
        <source>{places} in {articles}</source>
        <translation>{places} dans {articles}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s)</source>
        <translation>
            <numerusform>%Ln endroit</numerusform>
            <numerusform>%Ln endroits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s)</source>
        <translation>
            <numerusform>%Ln article</numerusform>
            <numerusform>%Ln articles</numerusform>
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
        <source>{count} annotation would be left out, widened or changed. Nothing has been written yet.</source>
        <translation>{count} annotation serait omise, élargie ou modifiée. Rien n’a encore été écrit.</translation>
    </message>
    <message>
        <source>{count} annotations would be left out, widened or changed. Nothing has been written yet.</source>
        <translation>{count} annotations seraient omises, élargies ou modifiées. Rien n’a encore été écrit.</translation>
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
        <translation>Le dossier {folder} n’existe pas&#xa0;; choisissez-en un autre.</translation>
    </message>
    <message>
        <source>{folder} is a folder; add the name of a file.</source>
        <translation>{folder} est un dossier&#xa0;; ajoutez le nom d’un fichier.</translation>
    </message>
    <message>
        <source>{path} is a file; choose another name for the folder.</source>
        <translation>{path} est un fichier&#xa0;; choisissez un autre nom pour le dossier.</translation>
    </message>
    <message>
        <source>{path} is a device, not a file; choose another name.</source>
        <translation>{path} est un périphérique, pas un fichier&#xa0;; choisissez un autre nom.</translation>
    </message>
    <message>
        <source>No article fits; choose others.</source>
        <translation>Aucun article ne convient&#xa0;; choisissez-en d’autres.</translation>
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
        <translation>Ce fichier existe déjà&#xa0;; il sera remplacé une fois le nouveau vérifié.</translation>
    </message>
    <message>
        <source>This folder is there already; it is replaced only if it is empty or came from an export.</source>
        <translation>Ce dossier existe déjà&#xa0;; il n’est remplacé que s’il est vide ou vient d’un export.</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>un dossier</translation>
    </message>
    <message>
        <source>{count} file</source>
        <translation>{count} fichier</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>{count} fichiers</translation>
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
        <translation>Les parties font {share} %&#xa0;; elles doivent faire 100 %.</translation>
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
        <translation>Il n’y a pas de colonne «&#xa0;{name}&#xa0;»&#xa0;; choisissez parmi {names}.</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
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
        <translation>Annotations&#xa0;: {name}</translation>
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
        <translation>CoNLL-2003&#xa0;: PER, ORG, LOC, MISC</translation>
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
        <translation>ANCIEN=NOUVEAU séparés par des virgules&#xa0;; ANCIEN= omet une étiquette&#xa0;; ou un fichier de telles lignes.</translation>
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
        <translation>Le nombre&#xa0;: 30,000</translation>
    </message>
    <message>
        <source>The phrase: some 30,000 people</source>
        <translation>L’expression&#xa0;: some 30,000 people</translation>
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
        <translation>Dans les mots</translation>
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
        <translation>Signature et habillage &amp;aussi</translation>
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
        <translation>Au hasard, mais reproductible</translation>
    </message>
    <message>
        <source>By date: test on the newest</source>
        <translation>Par date&#xa0;: test sur les plus récents</translation>
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
    <message>
        <source>All articles</source>
        <translation>Tous les articles</translation>
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
        <source>{annotations} of {articles}, written, read back and found right: {files}.</source>
        <translation>{annotations} de {articles}, écrits, relus et trouvés exacts&#xa0;: {files}.</translation>
    </message>
    <message>
        <source>{count} annotation did not fit the format as it was.</source>
        <translation>{count} annotation ne tenait pas telle quelle dans le format.</translation>
    </message>
    <message>
        <source>{count} annotations did not fit the format as they were.</source>
        <translation>{count} annotations ne tenaient pas telles quelles dans le format.</translation>
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
        <translation>L’export a été annulé&#xa0;; aucun fichier n’a changé.</translation>
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
        <translation>Les {count} premiers chiffres&#xa0;; le projet en a davantage. Recherchez, ou regardez un seul article.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln figure(s)</source>
        <translation>
            <numerusform>%Ln chiffre</numerusform>
            <numerusform>%Ln chiffres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) copied</source>
        <translation>
            <numerusform>%Ln ligne copiée</numerusform>
            <numerusform>%Ln lignes copiées</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the figures of the project…</source>
        <translation>Lecture des chiffres du projet…</translation>
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
        <source>{count} hit</source>
        <translation>{count} résultat</translation>
    </message>
    <message>
        <source>{count} hits</source>
        <translation>{count} résultats</translation>
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
        <translation>Aucun format ne contient «&#xa0;{words}&#xa0;».</translation>
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
        <translation>Ne conserve pas&#xa0;: {lacks}.</translation>
    </message>
    <message>
        <source>Keeps {keeps}. Does not keep: {lacks}.</source>
        <translation>Conserve {keeps}. Ne conserve pas&#xa0;: {lacks}.</translation>
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
        <translation>Le programme l’a fait&#xa0;; cela reste quand vous revenez en arrière.</translation>
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
        <translation>{key} déplace le curseur ou ferme ce qui est ouvert&#xa0;; choisissez une autre touche.</translation>
    </message>
    <message>
        <source>{key} alone is needed for typing; add Ctrl or Alt.</source>
        <translation>{key} seule sert à taper&#xa0;; ajoutez Ctrl ou Alt.</translation>
    </message>
    <message>
        <source>{key} is the key of “{action}”; choose another key, or take it away there first.</source>
        <translation>{key} est la touche de «&#xa0;{action}&#xa0;»&#xa0;; choisissez une autre touche, ou retirez-la d’abord là-bas.</translation>
    </message>
    <message>
        <source>{key} gives the label {label}; choose another key.</source>
        <translation>{key} donne l’étiquette {label}&#xa0;; choisissez une autre touche.</translation>
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
        <translation>{action}&#xa0;: {key}</translation>
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
        <source>%Ln annotation(s)</source>
        <translation>
            <numerusform>%Ln annotation</numerusform>
            <numerusform>%Ln annotations</numerusform>
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
        <translation>Sur une page claire, cette couleur est difficile à lire ({ratio:.1f}&#xa0;: 1).</translation>
    </message>
    <message>
        <source>On a dark page this colour is hard to read ({ratio:.1f} : 1).</source>
        <translation>Sur une page sombre, cette couleur est difficile à lire ({ratio:.1f}&#xa0;: 1).</translation>
    </message>
    <message>
        <source>{key} is the key of “{action}”. Choose another one.</source>
        <translation>{key} est la touche de «&#xa0;{action}&#xa0;». Choisissez-en une autre.</translation>
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
        <source>With Save, %Ln annotation(s) will be removed; Undo brings them back.</source>
        <translation>
            <numerusform>Avec Enregistrer, %Ln annotation sera retirée&#xa0;; Annuler la rétablit.</numerusform>
            <numerusform>Avec Enregistrer, %Ln annotations seront retirées&#xa0;; Annuler les rétablit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) stay at the end: they have annotations, and no other name here.</source>
        <translation>
            <numerusform>%Ln étiquette reste à la fin&#xa0;: elle a des annotations, et pas d’autre nom ici.</numerusform>
            <numerusform>%Ln étiquettes restent à la fin&#xa0;: elles ont des annotations, et pas d’autre nom ici.</numerusform>
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
        <translation>{what}&#xa0;: {why} ({count})</translation>
    </message>
    <message>
        <source>What the format does not hold</source>
        <translation>Ce que le format ne conserve pas</translation>
    </message>
    <message>
        <source>The first {shown} of {all}; all of them are in the report beside the dataset.</source>
        <translation>Les {shown} premières sur {all}&#xa0;; toutes figurent dans le rapport à côté du jeu de données.</translation>
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
        <translation>Un autre programme écrit dans le projet&#xa0;: vos dernières modifications n’ont pas pu être enregistrées. Fermer quand même, et les perdre&#xa0;?</translation>
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
        <translation>Glissez sur les mots que «&#xa0;{figure}&#xa0;» compte, ou sélectionnez-les et appuyez sur Entrée.</translation>
    </message>
    <message>
        <source>Drag over the words for what happened to “{figure}”, or select them and press Enter.</source>
        <translation>Glissez sur les mots qui disent ce qui est arrivé à «&#xa0;{figure}&#xa0;», ou sélectionnez-les et appuyez sur Entrée.</translation>
    </message>
    <message>
        <source>Drag over all words that belong to “{figure}”, or select them and press Enter.</source>
        <translation>Glissez sur tous les mots qui appartiennent à «&#xa0;{figure}&#xa0;», ou sélectionnez-les et appuyez sur Entrée.</translation>
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
        <translation>Les jours comme «&#xa0;Wednesday&#xa0;» restent sans date dans cet article.</translation>
    </message>
    <message>
        <source>This is no date. Write it as far as it is known: 2020, 2020-11, 2020-11-25 or 2020-11-25 15:28.</source>
        <translation>Ce n’est pas une date. Écrivez ce qui en est connu&#xa0;: 2020, 2020-11, 2020-11-25 ou 2020-11-25 15:28.</translation>
    </message>
    <message>
        <source>Write the date as far as it is known, or tick “Not known”.</source>
        <translation>Écrivez ce qui est connu de la date, ou cochez «&#xa0;Inconnue&#xa0;».</translation>
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
        <source>For the next reader</source>
        <translation>Pour la relecture</translation>
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
        <translation>{field}&#xa0;: choisissez les mots dans l’article</translation>
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
        <translation>Ce n’est pas une valeur de ce type&#xa0;; écrivez-la comme {examples}.</translation>
    </message>
</context>
<context>
    <name>Relating</name>
    <message>
        <source>“{head}” → … Click the other mark, or Tab to it and press Enter. Esc gives up.</source>
        <translation>«&#xa0;{head}&#xa0;» → … Cliquez l’autre marque, ou allez-y avec Tab et appuyez sur Entrée. Échap abandonne.</translation>
    </message>
    <message>
        <source>“{head}” → “{child}”. Enter or a click takes it. Esc gives up.</source>
        <translation>«&#xa0;{head}&#xa0;» → «&#xa0;{child}&#xa0;». Entrée ou un clic la prend. Échap abandonne.</translation>
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
        <source>and %Ln more</source>
        <translation>
            <numerusform>et %Ln autre</numerusform>
            <numerusform>et %Ln autres</numerusform>
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
        <translation>Nouvelle relation «&#xa0;{name}&#xa0;»</translation>
    </message>
    <message>
        <source>Type a name, for example “where” or “killed in”.</source>
        <translation>Tapez un nom, par exemple «&#xa0;où&#xa0;» ou «&#xa0;tué à&#xa0;».</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message numerus="yes">
        <source>%Ln change(s) are not saved yet, because another program is writing to {project}. They are tried again all the time; wait until that program is done, or close it.</source>
        <translation>
            <numerusform>%Ln modification n’est pas encore enregistrée, car un autre programme écrit dans {project}. L’enregistrement est retenté sans cesse&#xa0;; attendez que ce programme ait fini, ou fermez-le.</numerusform>
            <numerusform>%Ln modifications ne sont pas encore enregistrées, car un autre programme écrit dans {project}. L’enregistrement est retenté sans cesse&#xa0;; attendez que ce programme ait fini, ou fermez-le.</numerusform>
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
        <translation>Thème&#xa0;: {name}</translation>
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
        <translation>Aucun modèle de langue n’est installé&#xa0;: personnes, lieux et organisations ne sont pas trouvés, dates et chiffres le sont. Choisissez le dossier d’un pipeline spaCy, ou lancez «&#xa0;pressmark doctor&#xa0;».</translation>
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
        <translation>{name}&#xa0;: {keys}</translation>
    </message>
    <message>
        <source>{name}: no key</source>
        <translation>{name}&#xa0;: aucune touche</translation>
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
        <source>%Ln article(s)</source>
        <translation>
            <numerusform>%Ln article</numerusform>
            <numerusform>%Ln articles</numerusform>
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
        <translation>Modèle&#xa0;: {name}, version {version}</translation>
    </message>
    <message>
        <source>Model: {name}</source>
        <translation>Modèle&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Rule: {name}</source>
        <translation>Règle&#xa0;: {name}</translation>
    </message>
    <message>
        <source>From a dataset in the format {name}</source>
        <translation>D’un jeu de données au format {name}</translation>
    </message>
    <message>
        <source>Score: {score} of 1</source>
        <translation>Score&#xa0;: {score} sur 1</translation>
    </message>
    <message>
        <source>Read as: {reading}</source>
        <translation>Lu comme&#xa0;: {reading}</translation>
    </message>
    <message>
        <source>Counted from: {anchor}</source>
        <translation>Compté à partir de&#xa0;: {anchor}</translation>
    </message>
    <message>
        <source>Now: {reading}</source>
        <translation>Maintenant&#xa0;: {reading}</translation>
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
        <translation>Cette marque a changé entre-temps&#xa0;; rien n’a été fait.</translation>
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
    <message>
        <source>Another program is writing to {project}, so your last changes there are not saved yet. Wait until that program is done, or close it; then open the other project.</source>
        <translation>Un autre programme écrit dans {project}&#xa0;: vos dernières modifications n’y sont pas encore enregistrées. Attendez que ce programme ait fini, ou fermez-le&#xa0;; ouvrez ensuite l’autre projet.</translation>
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
        <source>%Ln in the article</source>
        <translation>
            <numerusform>%Ln dans l’article</numerusform>
            <numerusform>%Ln dans l’article</numerusform>
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
        <source>%Ln article(s)</source>
        <translation>
            <numerusform>%Ln article</numerusform>
            <numerusform>%Ln articles</numerusform>
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
    <message>
        <source>Detect in &amp;all that are not done</source>
        <translation>Détecter dans t&amp;ous ceux qui ne sont pas terminés</translation>
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
    <name>import_notice</name>
    <message>
        <source>Look for more</source>
        <translation>Chercher le reste</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>{problem}, so no window can be opened. The command line does the same work; `pressmark --help` shows how, for example: pressmark detect article.txt</source>
        <translation>{problem}&#xa0;: aucune fenêtre ne peut s’ouvrir. La ligne de commande fait le même travail&#xa0;; `pressmark --help` montre comment, par exemple&#xa0;: pressmark detect article.txt</translation>
    </message>
    <message>
        <source>The window needs what this system lacks: {missing}. This installs it: {libraries_command}</source>
        <translation>Il manque à ce système ce qu’il faut à la fenêtre&#xa0;: {missing}. Cette commande l’installe&#xa0;: {libraries_command}</translation>
    </message>
    <message>
        <source>The window can&apos;t be loaded: {error}. `pressmark doctor` says what mends it.</source>
        <translation>La fenêtre ne peut pas être chargée&#xa0;: {error}. `pressmark doctor` dit comment y remédier.</translation>
    </message>
    <message>
        <source>The folder “{name}” that comes with Pressmark is missing; install Pressmark anew.</source>
        <translation>Le dossier «&#xa0;{name}&#xa0;» fourni avec Pressmark est absent&#xa0;; réinstallez Pressmark.</translation>
    </message>
    <message>
        <source>Your home folder is not known here; set {home_variable} to a folder for Pressmark&apos;s files.</source>
        <translation>Votre dossier personnel n’est pas connu ici&#xa0;; donnez à {home_variable} un dossier pour les fichiers de Pressmark.</translation>
    </message>
    <message>
        <source>The folder {folder} can&apos;t be made ({reason}); give yourself the right to write there, or set {home_variable} to another folder.</source>
        <translation>Le dossier {folder} ne peut pas être créé ({reason})&#xa0;; donnez-vous le droit d’y écrire, ou indiquez un autre dossier dans {home_variable}.</translation>
    </message>
    <message>
        <source>No letter can be drawn here: this system has no font, and Pressmark&apos;s own don&apos;t load, so the window would be blank. This installs one: {fonts_command}</source>
        <translation>Aucune lettre ne peut être dessinée ici&#xa0;: ce système n’a pas de police et celles de Pressmark ne se chargent pas, la fenêtre resterait donc vide. Cette commande en installe une&#xa0;: {fonts_command}</translation>
    </message>
    <message>
        <source>“{words}” is marked {label} already.</source>
        <translation>«&#xa0;{words}&#xa0;» porte déjà l’étiquette {label}.</translation>
    </message>
    <message>
        <source>A relation needs two annotations of this article.</source>
        <translation>Une relation demande deux annotations de cet article.</translation>
    </message>
    <message>
        <source>A relation needs two different annotations.</source>
        <translation>Une relation demande deux annotations différentes.</translation>
    </message>
    <message>
        <source>This relation is no longer in the article.</source>
        <translation>Cette relation n’est plus dans l’article.</translation>
    </message>
    <message>
        <source>A label needs a name of at least one character, without tabs or line breaks.</source>
        <translation>Le nom d’une étiquette a au moins un caractère, sans tabulation ni saut de ligne.</translation>
    </message>
    <message>
        <source>The label set {name} names a label twice; give every label a name of its own.</source>
        <translation>Le jeu d’étiquettes {name} nomme deux fois la même étiquette&#xa0;; donnez à chacune son propre nom.</translation>
    </message>
    <message>
        <source>The label set {name} suggests {label} as {to}, which is no label of it. Add that label.</source>
        <translation>Le jeu d’étiquettes {name} propose {label} comme {to}, qui n’en fait pas partie. Ajoutez cette étiquette.</translation>
    </message>
    <message>
        <source>{last} is the last tag, but its mark does not end in {scheme}</source>
        <translation>{last} est la dernière balise, mais sa marque ne finit pas selon {scheme}</translation>
    </message>
    <message>
        <source>{tag} is no {scheme} tag</source>
        <translation>{tag} n’est pas une balise {scheme}</translation>
    </message>
    <message>
        <source>{tag} does not follow {before} in {scheme}</source>
        <translation>{tag} ne peut pas suivre {before} selon {scheme}</translation>
    </message>
    <message>
        <source>{tag} does not follow B-{name} or I-{name}</source>
        <translation>{tag} ne suit ni B-{name} ni I-{name}</translation>
    </message>
    <message>
        <source>{tag} cannot be the first tag in {scheme}</source>
        <translation>{tag} ne peut pas être la première balise selon {scheme}</translation>
    </message>
    <message>
        <source>There is no language model named {model}. Installed: {names}.</source>
        <translation>Aucun modèle de langue ne s’appelle {model}. Installés&#xa0;: {names}.</translation>
    </message>
    <message>
        <source>The language model in {folder} cannot be loaded; install it anew, or choose another one in the settings.</source>
        <translation>Le modèle de langue de {folder} ne peut pas être chargé&#xa0;; réinstallez-le, ou choisissez-en un autre dans les réglages.</translation>
    </message>
    <message>
        <source>The language model {identity} runs code of its own ({foreign}), so it is not loaded; choose a pipeline of spaCy&apos;s own components, such as {default_model}.</source>
        <translation>Le modèle de langue {identity} exécute du code à lui ({foreign}) et n’est donc pas chargé&#xa0;; choisissez un pipeline fait des composants de spaCy, comme {default_model}.</translation>
    </message>
    <message>
        <source>The language model {identity} finds no entities (it has no component ner or entity_ruler); choose one that does, such as {default_model}.</source>
        <translation>Le modèle de langue {identity} ne trouve pas d’entités (il n’a ni composant ner ni entity_ruler)&#xa0;; choisissez-en un qui en trouve, comme {default_model}.</translation>
    </message>
    <message>
        <source>No language model is installed, so people, places and organisations are not found; install one with: {install_command}</source>
        <translation>Aucun modèle de langue n’est installé&#xa0;: personnes, lieux et organisations ne sont pas trouvés&#xa0;; installez-en un avec&#xa0;: {install_command}</translation>
    </message>
    <message>
        <source>{folder} is not the folder of a spaCy pipeline (it has no config.cfg); choose the folder that has config.cfg in it.</source>
        <translation>{folder} n’est pas le dossier d’un pipeline spaCy (il n’a pas de config.cfg)&#xa0;; choisissez le dossier qui contient config.cfg.</translation>
    </message>
    <message>
        <source>There is not enough memory to read {name}; close other programs, or split the article, and detect again.</source>
        <translation>La mémoire ne suffit pas pour lire {name}&#xa0;; fermez d’autres programmes, ou divisez l’article, puis relancez la détection.</translation>
    </message>
    <message>
        <source>{name} could not be read because of an error in the detector ({kind} at {where}); its earlier marks are kept. Please report it.</source>
        <translation>{name} n’a pas pu être lu à cause d’une erreur du détecteur ({kind}, {where})&#xa0;; ses marques précédentes sont conservées. Merci de la signaler.</translation>
    </message>
    <message>
        <source>spaCy cannot be loaded ({error}); only dates and figures are found.</source>
        <translation>spaCy ne peut pas être chargé ({error})&#xa0;; seuls les dates et les chiffres sont trouvés.</translation>
    </message>
    <message>
        <source>{name} made the program that reads it crash, so it was left out; the file is probably damaged. Open it in its own program and save it again, or save its text as .txt.</source>
        <translation>{name} a fait planter le programme qui le lit et a été laissé de côté&#xa0;; le fichier est sans doute endommagé. Ouvrez-le dans son propre programme et enregistrez-le de nouveau, ou enregistrez son texte en .txt.</translation>
    </message>
    <message>
        <source>{name} needs more than {memory:.1f} GB of memory to be read, so it was given up. Save its text as .txt, or split it.</source>
        <translation>La lecture de {name} demande plus de {memory:.1f} Go de mémoire et a été abandonnée. Enregistrez son texte en .txt, ou divisez-le.</translation>
    </message>
    <message>
        <source>{name} took longer than {seconds:.0f} seconds to read, so it was given up. Save its text as .txt, or split it.</source>
        <translation>La lecture de {name} a pris plus de {seconds:.0f} secondes et a été abandonnée. Enregistrez son texte en .txt, ou divisez-le.</translation>
    </message>
    <message>
        <source>{name} cannot be read: it is damaged, or not what its name says. Open it in its own program and save it again, or save its text as .txt.</source>
        <translation>{name} est illisible&#xa0;: il est endommagé, ou n’est pas ce que dit son nom. Ouvrez-le dans son propre programme et enregistrez-le de nouveau, ou enregistrez son texte en .txt.</translation>
    </message>
    <message>
        <source>BioC XML: a collection of articles</source>
        <translation>BioC XML&#xa0;: un recueil d’articles</translation>
    </message>
    <message>
        <source>BioC JSON: a collection of articles</source>
        <translation>BioC JSON&#xa0;: un recueil d’articles</translation>
    </message>
    <message>
        <source>a document is no object. Mend or remove it.</source>
        <translation>un document n’est pas un objet. Corrigez-le ou retirez-le.</translation>
    </message>
    <message>
        <source>it has no text. Mend or remove it.</source>
        <translation>il n’y a pas de texte. Corrigez-le ou retirez-le.</translation>
    </message>
    <message>
        <source>“{key}” is not a list of objects. Mend or remove it.</source>
        <translation>«&#xa0;{key}&#xa0;» n’est pas une liste d’objets. Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>the place {place} of an annotation is not inside the text. Mend its offset.</source>
        <translation>la position {place} d’une annotation n’est pas dans le texte. Corrigez-la.</translation>
    </message>
    <message>
        <source>an annotation has no location. Mend or remove it.</source>
        <translation>une annotation n’a pas de position. Corrigez-la ou retirez-la.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} relations of other than two marks passed over.</source>
        <translation>
            <numerusform>{n:,} relation entre plus ou moins de deux marques ignorée.</numerusform>
            <numerusform>{n:,} relations entre plus ou moins de deux marques ignorées.</numerusform>
        </translation>
    </message>
    <message>
        <source>a location has no whole numbers as “offset” and “length”. Mend or remove it.</source>
        <translation>une position n’a pas de nombres entiers pour «&#xa0;offset&#xa0;» et «&#xa0;length&#xa0;». Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>brat standoff: a folder of texts, marks and brat&apos;s configuration</source>
        <translation>brat standoff&#xa0;: un dossier de textes, de marques, avec la configuration de brat</translation>
    </message>
    <message>
        <source>{name} has annotations but no text: there is no {text} beside them. Copy it there.</source>
        <translation>{name} a des annotations mais pas de texte&#xa0;: il n’y a pas de {text} à côté. Copiez-le là.</translation>
    </message>
    <message>
        <source>{name}, line {line}: {what}</source>
        <translation>{name}, ligne {line}&#xa0;: {what}</translation>
    </message>
    <message>
        <source>“{words}” is no annotation of brat. Mend or remove the line.</source>
        <translation>«&#xa0;{words}&#xa0;» n’est pas une annotation de brat. Corrigez ou retirez la ligne.</translation>
    </message>
    <message>
        <source>{named} is there twice. Give each annotation an id of its own.</source>
        <translation>{named} s’y trouve deux fois. Donnez à chaque annotation son propre identifiant.</translation>
    </message>
    <message>
        <source>“{words}” is not a type, a start and an end. Write for example T1, tab, PERSON 0 5.</source>
        <translation>«&#xa0;{words}&#xa0;» n’est pas un type, un début et une fin. Écrivez par exemple T1, tabulation, PERSON 0 5.</translation>
    </message>
    <message>
        <source>an event is a type with its trigger, and roles with their arguments (Type:T1 Role:T2).</source>
        <translation>un événement est un type avec son déclencheur, et des rôles avec leurs arguments (Type:T1 Rôle:T2).</translation>
    </message>
    <message>
        <source>a relation has two arguments (Type Arg1:T1 Arg2:T2). Mend or remove it.</source>
        <translation>une relation a deux arguments (Type Arg1:T1 Arg2:T2). Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>a normalization names an annotation and an entry (Reference T1 Base:1).</source>
        <translation>une normalisation nomme une annotation et une entrée (Reference T1 Base:1).</translation>
    </message>
    <message>
        <source>{named} is not a mark of this text. Mend or remove the line.</source>
        <translation>{named} n’est pas une marque de ce texte. Corrigez ou retirez la ligne.</translation>
    </message>
    <message>
        <source>Events became relations from their triggers to their arguments.</source>
        <translation>Les événements sont devenus des relations de leur déclencheur à leurs arguments.</translation>
    </message>
    <message>
        <source>no byte order mark</source>
        <translation>aucune marque d’ordre des octets</translation>
    </message>
    <message>
        <source>line ends as one character</source>
        <translation>les fins de ligne comme un seul caractère</translation>
    </message>
    <message>
        <source>UTF-16 units</source>
        <translation>unités UTF-16</translation>
    </message>
    <message>
        <source>the mark {start}–{end} covers nothing. Mend or remove it.</source>
        <translation>la marque {start}–{end} ne couvre rien. Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>In {name} marks of one label at one place were read as one.</source>
        <translation>Dans {name}, les marques de même étiquette au même endroit ont été lues comme une seule.</translation>
    </message>
    <message>
        <source>The offsets of {name} count {unit}.</source>
        <translation>Les positions de {name} comptent ainsi&#xa0;: {unit}.</translation>
    </message>
    <message>
        <source>the mark says “{words}”, but there the text is “{there}”. Take the text file that belongs to it.</source>
        <translation>la marque dit «&#xa0;{words}&#xa0;», mais le texte y porte «&#xa0;{there}&#xa0;». Prenez le fichier de texte qui va avec.</translation>
    </message>
    <message>
        <source>Notes and attributes of relations in {name} were left out.</source>
        <translation>Les notes et attributs des relations de {name} ont été laissés de côté.</translation>
    </message>
    <message>
        <source>{named} is said of {target}, which is not there. Mend or remove it.</source>
        <translation>{named} porte sur {target}, qui n’existe pas. Corrigez ou retirez la ligne.</translation>
    </message>
    <message>
        <source>the mark {start}–{end} is not inside the text, which has {count:,} characters.</source>
        <translation>la marque {start}–{end} n’est pas dans le texte, qui a {count:,} caractères.</translation>
    </message>
    <message>
        <source>Lines of {name} that begin with {kind} are not known and were passed over.</source>
        <translation>Les lignes de {name} qui commencent par {kind} ne sont pas connues et ont été ignorées.</translation>
    </message>
    <message>
        <source>There is no {types} beside {name}: what it says of {layers} was read without knowing its types.</source>
        <translation>Il n’y a pas de {types} à côté de {name}&#xa0;: ce qu’il dit de {layers} a été lu sans connaître ses types.</translation>
    </message>
    <message>
        <source>UIMA CAS XMI: a folder with a file for each article and TypeSystem.xml</source>
        <translation>UIMA CAS XMI&#xa0;: un dossier avec un fichier par article et TypeSystem.xml</translation>
    </message>
    <message>
        <source>UIMA CAS JSON: a folder with a file for each article, types included</source>
        <translation>UIMA CAS JSON&#xa0;: un dossier avec un fichier par article, types compris</translation>
    </message>
    <message>
        <source>{name} is no whole UIMA CAS: its root is {root}. Choose another file.</source>
        <translation>{name} n’est pas un UIMA CAS complet&#xa0;: sa racine est {root}. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{name}: {error}</source>
        <translation>{name}&#xa0;: {error}</translation>
    </message>
    <message>
        <source>{name} is no whole UIMA CAS, or does not fit its types. Export it again, as UIMA CAS XMI or JSON.</source>
        <translation>{name} n’est pas un UIMA CAS complet, ou ne correspond pas à ses types. Exportez-le de nouveau, en UIMA CAS XMI ou JSON.</translation>
    </message>
    <message>
        <source>{name} cannot be understood without its types. Copy the {types} of its export beside it.</source>
        <translation>{name} ne peut pas être compris sans ses types. Copiez à côté le {types} de son export.</translation>
    </message>
    <message>
        <source>{name}{place}: this is not JSON in UTF-8. Get a whole copy of the file.</source>
        <translation>{name}{place}&#xa0;: ce n’est pas du JSON en UTF-8. Procurez-vous une copie complète du fichier.</translation>
    </message>
    <message>
        <source>{name}, which belongs to {file}, is no type system of UIMA. Copy it there again.</source>
        <translation>{name}, qui va avec {file}, n’est pas un système de types UIMA. Copiez-le là de nouveau.</translation>
    </message>
    <message>
        <source>There is no {types} beside {name}: what it says was read without knowing its types.</source>
        <translation>Il n’y a pas de {types} à côté de {name}&#xa0;: ce qu’il dit a été lu sans connaître ses types.</translation>
    </message>
    <message>
        <source>Of the {count} texts in {name}, the first was read.</source>
        <translation>Des {count} textes de {name}, le premier a été lu.</translation>
    </message>
    <message>
        <source>Relations between words, not marks, were passed over.</source>
        <translation>Les relations entre mots, et non entre marques, ont été ignorées.</translation>
    </message>
    <message>
        <source>It overlaps a mark that is kept; columns hold no overlap.</source>
        <translation>Elle chevauche une marque conservée&#xa0;; les colonnes n’admettent pas de chevauchement.</translation>
    </message>
    <message>
        <source>It stands outside headline, dateline and body, or on white space; only those are exported.</source>
        <translation>Elle est hors du titre, de la ligne de lieu et du corps, ou sur des blancs&#xa0;; eux seuls sont exportés.</translation>
    </message>
    <message>
        <source>Labels hold no white space and no signs of the format here; it is written {name}.</source>
        <translation>Ici, les étiquettes n’admettent ni blancs ni signes du format&#xa0;; elle s’écrit {name}.</translation>
    </message>
    <message>
        <source>White space and text that is not exported were cut off it.</source>
        <translation>Des blancs et du texte non exporté en ont été retranchés.</translation>
    </message>
    <message>
        <source>It begins or ends inside a token.</source>
        <translation>Elle commence ou finit à l’intérieur d’un token.</translation>
    </message>
    <message>
        <source>Labels hold no white space here; it is written {name}.</source>
        <translation>Ici, les étiquettes n’admettent pas de blancs&#xa0;; elle s’écrit {name}.</translation>
    </message>
    <message>
        <source>The first column must be token and the last one tag, as all who read such files expect.</source>
        <translation>La première colonne doit être token et la dernière une balise, comme l’attendent tous ceux qui lisent ces fichiers.</translation>
    </message>
    <message>
        <source>It was widened to whole tokens.</source>
        <translation>Elle a été élargie à des tokens entiers.</translation>
    </message>
    <message>
        <source>The tags of {name} do not say where a mark begins: neighbours of one label became one.</source>
        <translation>Les balises de {name} ne disent pas où une marque commence&#xa0;: des voisines de même étiquette n’en font plus qu’une.</translation>
    </message>
    <message>
        <source>Of the {count} columns of {name}, the word and its tag were read.</source>
        <translation>Des {count} colonnes de {name}, le mot et sa balise ont été lus.</translation>
    </message>
    <message>
        <source>{name} has no lines between its articles, so it was cut at sentences into several.</source>
        <translation>{name} n’a pas de ligne entre ses articles&#xa0;; il a été coupé en plusieurs, à des fins de phrase.</translation>
    </message>
    <message>
        <source>{name}, line {line}: {error}. Mend the tag.</source>
        <translation>{name}, ligne {line}&#xa0;: {error}. Corrigez la balise.</translation>
    </message>
    <message numerus="yes">
        <source>{name}, line {number}: {n} columns instead of {width}. Write a token and its tag in each line, and the same columns in all.</source>
        <translation>
            <numerusform>{name}, ligne {number}&#xa0;: {n} colonne au lieu de {width}. Écrivez un token et sa balise par ligne, et partout les mêmes colonnes.</numerusform>
            <numerusform>{name}, ligne {number}&#xa0;: {n} colonnes au lieu de {width}. Écrivez un token et sa balise par ligne, et partout les mêmes colonnes.</numerusform>
        </translation>
    </message>
    <message>
        <source>It shares a token with the mark before it.</source>
        <translation>Elle partage un token avec la marque précédente.</translation>
    </message>
    <message>
        <source>{name}, line {number}: no document has begun. Write #begin document, rows of 12 columns or more, and #end document.</source>
        <translation>{name}, ligne {number}&#xa0;: aucun document n’a commencé. Écrivez #begin document, des lignes de 12 colonnes ou plus, et #end document.</translation>
    </message>
    <message>
        <source>The last line of {name} is missing: the file may have been cut off.</source>
        <translation>La dernière ligne de {name} manque&#xa0;: le fichier a peut-être été tronqué.</translation>
    </message>
    <message>
        <source>{name}, line {line}: the name ({opened} does not end in its sentence. Mend the brackets.</source>
        <translation>{name}, ligne {line}&#xa0;: le nom ({opened} ne finit pas dans sa phrase. Corrigez les parenthèses.</translation>
    </message>
    <message>
        <source>{name}, line {number}: {width} columns, but names stand in column 11. Write #begin document, rows of 12 columns or more, and #end document.</source>
        <translation>{name}, ligne {number}&#xa0;: {width} colonnes, alors que les noms sont dans la colonne 11. Écrivez #begin document, des lignes de 12 colonnes ou plus, et #end document.</translation>
    </message>
    <message>
        <source>{name}, line {number}: {cell} ends a name that did not begin. Mend the brackets.</source>
        <translation>{name}, ligne {number}&#xa0;: {cell} termine un nom qui n’a pas commencé. Corrigez les parenthèses.</translation>
    </message>
    <message>
        <source>CoNLL-U: tokens with their white space, names as NE= in MISC</source>
        <translation>CoNLL-U&#xa0;: des tokens avec leurs blancs, les noms en NE= dans MISC</translation>
    </message>
    <message>
        <source>the columns have no FORM. Name the column of words FORM.</source>
        <translation>les colonnes n’ont pas de FORM. Nommez FORM la colonne des mots.</translation>
    </message>
    <message numerus="yes">
        <source>{n} columns instead of {width}, parted by one tab each. Mend or remove the line.</source>
        <translation>
            <numerusform>{n} colonne au lieu de {width}, séparées chacune par une tabulation. Corrigez ou retirez la ligne.</numerusform>
            <numerusform>{n} colonnes au lieu de {width}, séparées chacune par une tabulation. Corrigez ou retirez la ligne.</numerusform>
        </translation>
    </message>
    <message>
        <source>the word is empty. Write the word, or _ where there is none.</source>
        <translation>le mot est vide. Écrivez le mot, ou _ s’il n’y en a pas.</translation>
    </message>
    <message>
        <source>the words up to {until} are missing. Get a whole copy of the file.</source>
        <translation>les mots jusqu’à {until} manquent. Procurez-vous une copie complète du fichier.</translation>
    </message>
    <message>
        <source>In {name} # text does not always say what the tokens do; there the tokens hold.</source>
        <translation>Dans {name}, # text ne dit pas toujours la même chose que les tokens&#xa0;; ce sont alors les tokens qui valent.</translation>
    </message>
    <message>
        <source>{name} has no # newdoc, so it was cut at sentences into several articles.</source>
        <translation>{name} n’a pas de # newdoc&#xa0;; il a été coupé en plusieurs articles, à des fins de phrase.</translation>
    </message>
    <message>
        <source>{error}. Mend the names of the sentence.</source>
        <translation>{error}. Corrigez les noms de la phrase.</translation>
    </message>
    <message>
        <source>“{cell}” is no id. Ids are 1, 1-2 or 1.1.</source>
        <translation>«&#xa0;{cell}&#xa0;» n’est pas un identifiant. Les identifiants sont 1, 1-2 ou 1.1.</translation>
    </message>
    <message>
        <source>the id {match} stands where {expected} is due. Count from 1.</source>
        <translation>l’identifiant {match} est là où {expected} est attendu. Comptez à partir de 1.</translation>
    </message>
    <message>
        <source>a word is empty.</source>
        <translation>un mot est vide.</translation>
    </message>
    <message>
        <source>the ids {match} are no range of the words that follow.</source>
        <translation>les identifiants {match} ne sont pas une suite des mots qui suivent.</translation>
    </message>
    <message>
        <source>the name “({opened}” does not end in its sentence</source>
        <translation>le nom «&#xa0;({opened}&#xa0;» ne finit pas dans sa phrase</translation>
    </message>
    <message>
        <source>“{value}” is no tag and has no brackets</source>
        <translation>«&#xa0;{value}&#xa0;» n’est pas une balise et n’a pas de parenthèses</translation>
    </message>
    <message>
        <source>“{ended})” ends a name that did not begin</source>
        <translation>«&#xa0;{ended})&#xa0;» termine un nom qui n’a pas commencé</translation>
    </message>
    <message>
        <source>CSV of annotations: a table with a row for each</source>
        <translation>CSV des annotations&#xa0;: un tableau avec une ligne pour chacune</translation>
    </message>
    <message>
        <source>CSV of figures: a table with what each means</source>
        <translation>CSV des chiffres&#xa0;: un tableau avec ce que chacun signifie</translation>
    </message>
    <message>
        <source>It is no figure; this table is of figures only.</source>
        <translation>Ce n’est pas un chiffre&#xa0;; ce tableau ne contient que des chiffres.</translation>
    </message>
    <message>
        <source>{name} is damaged, or was changed in a spreadsheet. Export it again.</source>
        <translation>{name} est endommagé, ou a été modifié dans un tableur. Exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{name} has not the columns of a table of annotations. Choose another file.</source>
        <translation>{name} n’a pas les colonnes d’un tableau d’annotations. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>Open it in its own program and save or copy its text as .txt (UTF-8).</source>
        <translation>Ouvrez-le dans son propre programme et enregistrez ou copiez son texte en .txt (UTF-8).</translation>
    </message>
    <message>
        <source>{name} is not a text file. {remedy}</source>
        <translation>{name} n’est pas un fichier de texte. {remedy}</translation>
    </message>
    <message>
        <source>The encoding of {name} cannot be told. Open it in the program that it comes from and save it as UTF-8.</source>
        <translation>L’encodage de {name} ne peut pas être déterminé. Ouvrez-le dans le programme d’où il vient et enregistrez-le en UTF-8.</translation>
    </message>
    <message>
        <source>{name} could not be read. Copy it to this computer and try again.</source>
        <translation>{name} n’a pas pu être lu. Copiez-le sur cet ordinateur et réessayez.</translation>
    </message>
    <message>
        <source>a PDF</source>
        <translation>un PDF</translation>
    </message>
    <message>
        <source>a packed file (a Word document, a spreadsheet, an e-book or a ZIP archive)</source>
        <translation>un fichier compacté (un document Word, une feuille de calcul, un livre numérique ou une archive ZIP)</translation>
    </message>
    <message>
        <source>a document of an older Microsoft Office</source>
        <translation>un document d’un ancien Microsoft Office</translation>
    </message>
    <message>
        <source>a Rich Text document</source>
        <translation>un document Rich Text</translation>
    </message>
    <message>
        <source>a database</source>
        <translation>une base de données</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>une image</translation>
    </message>
    <message>
        <source>a compressed file</source>
        <translation>un fichier compressé</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>un programme</translation>
    </message>
    <message>
        <source>{name} is {what}, not a text file. {remedy}</source>
        <translation>{name} est {what}, pas un fichier de texte. {remedy}</translation>
    </message>
    <message>
        <source>{name} is no longer there. Look where it has gone and try again.</source>
        <translation>{name} n’est plus là. Cherchez où il est passé et réessayez.</translation>
    </message>
    <message>
        <source>{name} may not be read. Give yourself the right to read it, or copy it.</source>
        <translation>{name} ne peut pas être lu, faute de droits. Donnez-vous le droit de le lire, ou copiez-le.</translation>
    </message>
    <message>
        <source>{name} is a folder, not a file. Choose the files in it.</source>
        <translation>{name} est un dossier, pas un fichier. Choisissez les fichiers qu’il contient.</translation>
    </message>
    <message>
        <source>{name} says that it is {encoding} but is damaged at byte {start:,}. Save it again as UTF-8, or get a whole copy.</source>
        <translation>{name} se dit en {encoding} mais est endommagé à l’octet {start:,}. Enregistrez-le de nouveau en UTF-8, ou procurez-vous une copie complète.</translation>
    </message>
    <message>
        <source>{name} has {count} fields in line {line} and {width} columns; a quotation mark may be missing before it. Mend the line, then try again.</source>
        <translation>{name} a {count} champs à la ligne {line} et {width} colonnes&#xa0;; un guillemet manque peut-être avant. Corrigez la ligne, puis réessayez.</translation>
    </message>
    <message>
        <source>{name} is broken at line {line}: a quotation mark may be missing. Mend the line, then try again.</source>
        <translation>{name} est défectueux à la ligne {line}&#xa0;: un guillemet manque peut-être. Corrigez la ligne, puis réessayez.</translation>
    </message>
    <message>
        <source>doccano, sequence labelling: JSON lines with label lists</source>
        <translation>doccano, étiquetage de séquences&#xa0;: des lignes JSON avec des listes d’étiquettes</translation>
    </message>
    <message>
        <source>doccano, relation extraction: JSON lines with entities and relations</source>
        <translation>doccano, extraction de relations&#xa0;: des lignes JSON avec entités et relations</translation>
    </message>
    <message>
        <source>an article needs a “text”. Write one object with a text in each line.</source>
        <translation>un article demande un «&#xa0;text&#xa0;». Écrivez un objet avec un texte par ligne.</translation>
    </message>
    <message>
        <source>“{key}” is no list. Mend or remove it.</source>
        <translation>«&#xa0;{key}&#xa0;» n’est pas une liste. Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>the mark {short} is not [start, end, label]. Mend or remove it.</source>
        <translation>la marque {short} n’est pas [début, fin, étiquette]. Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>the mark {short} has no “start_offset”, “end_offset” and “label”. Mend or remove it.</source>
        <translation>la marque {short} n’a pas «&#xa0;start_offset&#xa0;», «&#xa0;end_offset&#xa0;» et «&#xa0;label&#xa0;». Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>the relation {short} has no “from_id”, “to_id” and “type”. Mend or remove it.</source>
        <translation>la relation {short} n’a pas «&#xa0;from_id&#xa0;», «&#xa0;to_id&#xa0;» et «&#xa0;type&#xa0;». Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>Offsets were read as grapheme clusters, as code points would cut words or characters.</source>
        <translation>Les positions ont été lues en groupes de graphèmes, car en points de code elles couperaient des mots ou des caractères.</translation>
    </message>
    <message>
        <source>Labels are numbers in this file of an old doccano; rename them to what the project had.</source>
        <translation>Dans ce fichier d’un ancien doccano, les étiquettes sont des nombres&#xa0;; renommez-les comme dans le projet d’origine.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} labels of the whole article passed over.</source>
        <translation>
            <numerusform>{n:,} étiquette de l’article entier ignorée.</numerusform>
            <numerusform>{n:,} étiquettes de l’article entier ignorées.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} has no chapter with a text; its pages may be pictures. Choose another file.</source>
        <translation>{name} n’a aucun chapitre avec du texte&#xa0;; ses pages sont peut-être des images. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{name} lacks its chapter {basename}. Get a whole copy of it.</source>
        <translation>Il manque à {name} son chapitre {basename}. Procurez-vous une copie complète.</translation>
    </message>
    <message>
        <source>{name} is not a feed (RSS or Atom), whatever its name says. Save it again.</source>
        <translation>{name} n’est pas un flux (RSS ou Atom), quoi qu’en dise son nom. Enregistrez-le de nouveau.</translation>
    </message>
    <message>
        <source>{name} is a feed without entries. Save it again when there are some.</source>
        <translation>{name} est un flux sans entrées. Enregistrez-le de nouveau quand il y en aura.</translation>
    </message>
    <message>
        <source>Entry {number} of {name} has neither a title nor a text, so it is no article.</source>
        <translation>L’entrée {number} de {name} n’a ni titre ni texte&#xa0;; ce n’est donc pas un article.</translation>
    </message>
    <message>
        <source>GATE XML: a folder with a document for each article</source>
        <translation>GATE XML&#xa0;: un dossier avec un document par article</translation>
    </message>
    <message>
        <source>the Id “{number}” is there twice, as in line {first}. Give each its own.</source>
        <translation>l’identifiant «&#xa0;{number}&#xa0;» s’y trouve deux fois, déjà à la ligne {first}. Donnez à chacun le sien.</translation>
    </message>
    <message>
        <source>this is no GateDocument with a TextWithNodes. Save it as GATE XML.</source>
        <translation>ce n’est pas un GateDocument avec TextWithNodes. Enregistrez-le en GATE XML.</translation>
    </message>
    <message>
        <source>the {name} “{value}” is no Node of the text.</source>
        <translation>le {name} «&#xa0;{value}&#xa0;» n’est pas un Node du texte.</translation>
    </message>
    <message>
        <source>an annotation has a Type, and its StartNode is before its EndNode.</source>
        <translation>une annotation a un Type, et son StartNode vient avant son EndNode.</translation>
    </message>
    <message>
        <source>GATE&apos;s “Original markups”, the tags of the original page, were passed over.</source>
        <translation>Les «&#xa0;Original markups&#xa0;» de GATE, les balises de la page d’origine, ont été ignorées.</translation>
    </message>
    <message>
        <source>the text holds something that is no Node with an id. Save it as GATE XML.</source>
        <translation>le texte contient autre chose qu’un Node avec un id. Enregistrez-le en GATE XML.</translation>
    </message>
    <message>
        <source>a Feature has a Name and a Value. Mend or remove it.</source>
        <translation>une Feature a un Name et une Value. Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>the Id is missing. Give each annotation its own.</source>
        <translation>l’identifiant manque. Donnez à chaque annotation le sien.</translation>
    </message>
    <message>
        <source>a Relation has two Members or more that are Ids of annotations.</source>
        <translation>une Relation a deux Members ou plus, qui sont des identifiants d’annotations.</translation>
    </message>
    <message>
        <source>{name} cannot be read as a web page. Open it in a browser and save its text as .txt (UTF-8).</source>
        <translation>{name} ne peut pas être lu comme une page web. Ouvrez-le dans un navigateur et enregistrez son texte en .txt (UTF-8).</translation>
    </message>
    <message>
        <source>{name} is empty: the page shows no text. Save the page again when it is fully loaded.</source>
        <translation>{name} est vide&#xa0;: la page ne montre pas de texte. Enregistrez-la de nouveau quand elle est entièrement chargée.</translation>
    </message>
    <message>
        <source>{name} has no text of its own: its words are put in by scripts. Open it in a browser, select the article and save or paste it as text.</source>
        <translation>{name} n’a pas de texte à lui&#xa0;: ses mots sont ajoutés par des scripts. Ouvrez-le dans un navigateur, sélectionnez l’article et enregistrez-le ou collez-le comme texte.</translation>
    </message>
    <message>
        <source>It holds a zero character (U+0000); the page has U+FFFD there.</source>
        <translation>Elle contient un caractère nul (U+0000)&#xa0;; la page porte U+FFFD à sa place.</translation>
    </message>
    <message>
        <source>HTML: a page that shows the articles with their marks</source>
        <translation>HTML&#xa0;: une page qui montre les articles avec leurs marques</translation>
    </message>
    <message>
        <source>{name} is damaged, or no page of Pressmark. Export it again.</source>
        <translation>{name} est endommagé, ou n’est pas une page de Pressmark. Exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>Hugging Face: a dataset&apos;s folder with Parquet, tags and a dataset card</source>
        <translation>Hugging Face&#xa0;: le dossier d’un jeu de données avec Parquet, balises et fiche</translation>
    </message>
    <message>
        <source>It overlaps another mark: it is in the column “spans”, but not among the tags.</source>
        <translation>Elle chevauche une autre marque&#xa0;: elle est dans la colonne «&#xa0;spans&#xa0;», mais pas parmi les balises.</translation>
    </message>
    <message>
        <source>a row needs a “text” with “spans”, or “tokens” with “ner_tags”. Mend or remove it.</source>
        <translation>une ligne demande un «&#xa0;text&#xa0;» avec «&#xa0;spans&#xa0;», ou «&#xa0;tokens&#xa0;» avec «&#xa0;ner_tags&#xa0;». Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>there are {count} tags for {tokens} tokens. Mend the row.</source>
        <translation>il y a {count} balises pour {tokens} tokens. Corrigez la ligne.</translation>
    </message>
    <message>
        <source>{error} (token {index}). Mend the tag.</source>
        <translation>{error} (token {index}). Corrigez la balise.</translation>
    </message>
    <message>
        <source>a span has no “start”, “end” and “label”. Mend or remove it.</source>
        <translation>un passage n’a pas «&#xa0;start&#xa0;», «&#xa0;end&#xa0;» et «&#xa0;label&#xa0;». Corrigez-le ou retirez-le.</translation>
    </message>
    <message>
        <source>a row is no object. Mend or remove it.</source>
        <translation>une ligne n’est pas un objet. Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>It has no tokens of its own: it is in the column “spans”, but not among the tags.</source>
        <translation>Elle n’a pas de token à elle&#xa0;: elle est dans la colonne «&#xa0;spans&#xa0;», mais pas parmi les balises.</translation>
    </message>
    <message>
        <source>{name}, row {number:,}: {error}</source>
        <translation>{name}, ligne {number:,}&#xa0;: {error}</translation>
    </message>
    <message>
        <source>“extra” is not JSON. Mend or remove it.</source>
        <translation>«&#xa0;extra&#xa0;» n’est pas du JSON. Corrigez-le ou retirez-le.</translation>
    </message>
    <message>
        <source>the “attributes” of a span are not JSON. Mend or remove them.</source>
        <translation>les «&#xa0;attributes&#xa0;» d’un passage ne sont pas du JSON. Corrigez-les ou retirez-les.</translation>
    </message>
    <message>
        <source>Its tags were widened to whole tokens.</source>
        <translation>Ses balises ont été élargies à des tokens entiers.</translation>
    </message>
    <message>
        <source>the tags are numbers, and the file does not say of what. Save it with `datasets` and ClassLabel tags, or write the tags&apos; names.</source>
        <translation>les balises sont des nombres, et le fichier ne dit pas de quoi. Enregistrez-le avec `datasets` et des balises ClassLabel, ou écrivez les noms des balises.</translation>
    </message>
    <message>
        <source>the tag {tag} is none of the {count} classes. Mend it.</source>
        <translation>la balise {tag} n’est aucune des {count} classes. Corrigez-la.</translation>
    </message>
    <message>
        <source>{name} is empty: it holds no objects. Choose another file.</source>
        <translation>{name} est vide&#xa0;: il ne contient aucun objet. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{name} is broken at line {number}: it is no object. Mend the line, then try again.</source>
        <translation>{name} est défectueux à la ligne {number}&#xa0;: ce n’est pas un objet. Corrigez la ligne, puis réessayez.</translation>
    </message>
    <message>
        <source>{name} is no number in JSON. Write null or a number.</source>
        <translation>{name} n’est pas un nombre en JSON. Écrivez null ou un nombre.</translation>
    </message>
    <message>
        <source>an object has the name “{name}” twice. Remove one of the two.</source>
        <translation>un objet a deux fois le nom «&#xa0;{name}&#xa0;». Retirez l’un des deux.</translation>
    </message>
    <message>
        <source>something stands behind the JSON value. Remove it.</source>
        <translation>quelque chose suit la valeur JSON. Retirez-le.</translation>
    </message>
    <message>
        <source>this is not UTF-8. Save the file as UTF-8.</source>
        <translation>ce n’est pas de l’UTF-8. Enregistrez le fichier en UTF-8.</translation>
    </message>
    <message>
        <source>this is not JSON ({msg} at character {colno}). Mend it, or get a whole copy of the file.</source>
        <translation>ce n’est pas du JSON ({msg}, au caractère {colno}). Corrigez-le, ou procurez-vous une copie complète du fichier.</translation>
    </message>
    <message>
        <source>this JSON is nested too deeply. Mend or remove it.</source>
        <translation>ce JSON est trop profondément imbriqué. Corrigez-le ou retirez-le.</translation>
    </message>
    <message>
        <source>a number has too many digits. Mend or remove it.</source>
        <translation>un nombre a trop de chiffres. Corrigez-le ou retirez-le.</translation>
    </message>
    <message>
        <source>“{found}” stands here, where “{sign}” belongs. Get a whole copy of the file.</source>
        <translation>«&#xa0;{found}&#xa0;» se trouve là où devrait être «&#xa0;{sign}&#xa0;». Procurez-vous une copie complète du fichier.</translation>
    </message>
    <message>
        <source>the file ends in the middle. Get a whole copy of it.</source>
        <translation>le fichier s’arrête au milieu. Procurez-vous une copie complète.</translation>
    </message>
    <message>
        <source>a value is longer than {largest} million characters. Split the file into smaller ones.</source>
        <translation>une valeur dépasse {largest} millions de caractères. Divisez le fichier en plus petits.</translation>
    </message>
    <message>
        <source>a name in quotation marks is missing here. Get a whole copy of the file.</source>
        <translation>il manque ici un nom entre guillemets. Procurez-vous une copie complète du fichier.</translation>
    </message>
    <message>
        <source>the file ends here, where “{sign}” belongs. Get a whole copy of the file.</source>
        <translation>le fichier s’arrête ici, là où devrait être «&#xa0;{sign}&#xa0;». Procurez-vous une copie complète du fichier.</translation>
    </message>
    <message>
        <source>an article needs a “text”. Write one JSON object with a text in each line.</source>
        <translation>un article demande un «&#xa0;text&#xa0;». Écrivez un objet JSON avec un texte par ligne.</translation>
    </message>
    <message>
        <source>a {what} has no whole numbers as “start” and “end”. Mend or remove it.</source>
        <translation>l’élément {what} n’a pas de nombres entiers pour «&#xa0;start&#xa0;» et «&#xa0;end&#xa0;». Corrigez-le ou retirez-le.</translation>
    </message>
    <message>
        <source>two spans have the same “id”. Give each its own, or none.</source>
        <translation>deux passages ont le même «&#xa0;id&#xa0;». Donnez à chacun le sien, ou aucun.</translation>
    </message>
    <message>
        <source>the score “{short}” is not a number. Mend or remove it.</source>
        <translation>le score «&#xa0;{short}&#xa0;» n’est pas un nombre. Corrigez-le ou retirez-le.</translation>
    </message>
    <message>
        <source>“attributes” of a span is not an object. Mend or remove it.</source>
        <translation>les «&#xa0;attributes&#xa0;» d’un passage ne sont pas un objet. Corrigez-les ou retirez-les.</translation>
    </message>
    <message>
        <source>two relations have the same “id”. Give each its own, or none.</source>
        <translation>deux relations ont le même «&#xa0;id&#xa0;». Donnez à chacune le sien, ou aucun.</translation>
    </message>
    <message>
        <source>this is not JSON ({msg} at character {pos}). Mend or remove the line.</source>
        <translation>ce n’est pas du JSON ({msg}, au caractère {pos}). Corrigez ou retirez la ligne.</translation>
    </message>
    <message>
        <source>this JSON is nested too deeply. Mend or remove the line.</source>
        <translation>ce JSON est trop profondément imbriqué. Corrigez ou retirez la ligne.</translation>
    </message>
    <message>
        <source>the {what} {start}–{end} is not inside the text, which has {count:,} characters. Offsets count Unicode code points.</source>
        <translation>l’élément {what} {start}–{end} n’est pas dans le texte, qui a {count:,} caractères. Les positions comptent des points de code Unicode.</translation>
    </message>
    <message>
        <source>the zones at {start} and {other} overlap. Mend or remove one of them.</source>
        <translation>les zones à {start} et {other} se chevauchent. Corrigez ou retirez l’une d’elles.</translation>
    </message>
    <message>
        <source>a span has no “label”. Give it one or remove it.</source>
        <translation>un passage n’a pas de «&#xa0;label&#xa0;». Donnez-lui en un ou retirez-le.</translation>
    </message>
    <message>
        <source>the span {start}–{end} says “{words}”, but there the text is “{there}”. Offsets count Unicode code points.</source>
        <translation>le passage {start}–{end} dit «&#xa0;{words}&#xa0;», mais le texte y porte «&#xa0;{there}&#xa0;». Les positions comptent des points de code Unicode.</translation>
    </message>
    <message>
        <source>“{short}” at {start} is marked {label} twice. Remove one of the two.</source>
        <translation>«&#xa0;{short}&#xa0;» à {start} est marqué deux fois {label}. Retirez l’une des deux marques.</translation>
    </message>
    <message>
        <source>relation {number} has an end that is no span of this article. Mend or remove it.</source>
        <translation>la relation {number} a une extrémité qui n’est pas un passage de cet article. Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>relation {number} has no “label”. Give it one or remove it.</source>
        <translation>la relation {number} n’a pas de «&#xa0;label&#xa0;». Donnez-lui en un ou retirez-la.</translation>
    </message>
    <message>
        <source>“{kind}” is no kind of zone. Use {kinds}.</source>
        <translation>«&#xa0;{kind}&#xa0;» n’est pas une sorte de zone. Utilisez {kinds}.</translation>
    </message>
    <message>
        <source>“{written}” is no status. Use {status}.</source>
        <translation>«&#xa0;{written}&#xa0;» n’est pas un statut. Utilisez {status}.</translation>
    </message>
    <message>
        <source>Label Studio has no place for rejected marks.</source>
        <translation>Label Studio n’a pas de place pour les marques rejetées.</translation>
    </message>
    <message>
        <source>Label Studio: tasks with annotations and predictions</source>
        <translation>Label Studio&#xa0;: des tâches avec annotations et prédictions</translation>
    </message>
    <message>
        <source>Label Studio project: a folder with tasks and configuration</source>
        <translation>Projet Label Studio&#xa0;: un dossier avec tâches et configuration</translation>
    </message>
    <message>
        <source>“result” is not a list of objects. Mend it.</source>
        <translation>«&#xa0;result&#xa0;» n’est pas une liste d’objets. Corrigez-la.</translation>
    </message>
    <message>
        <source>it cannot be told where this task has its text. Name it “{text}”.</source>
        <translation>on ne peut pas savoir où cette tâche a son texte. Nommez-le «&#xa0;{text}&#xa0;».</translation>
    </message>
    <message>
        <source>a region has no whole numbers as “start” and “end”. Mend or remove it.</source>
        <translation>une région n’a pas de nombres entiers pour «&#xa0;start&#xa0;» et «&#xa0;end&#xa0;». Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>Its relation {label} leads to a mark of another layer, which Label Studio cannot show.</source>
        <translation>Sa relation {label} mène à une marque d’une autre couche, ce que Label Studio ne peut pas montrer.</translation>
    </message>
    <message>
        <source>a task is no object. Mend or remove it.</source>
        <translation>une tâche n’est pas un objet. Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>{what}, passed over: {count:,}.</source>
        <translation>{what}, ignorés&#xa0;: {count:,}.</translation>
    </message>
    <message>
        <source>“{key}” of a task is no list. Mend it.</source>
        <translation>«&#xa0;{key}&#xa0;» d’une tâche n’est pas une liste. Corrigez-la.</translation>
    </message>
    <message>
        <source>Regions without a label</source>
        <translation>Régions sans étiquette</translation>
    </message>
    <message>
        <source>Relations to what is no labelled region</source>
        <translation>Relations vers autre chose qu’une région étiquetée</translation>
    </message>
    <message>
        <source>this task marks {value}, not a text. Export a project with the tag Text.</source>
        <translation>cette tâche marque {value}, pas un texte. Exportez un projet avec la balise Text.</translation>
    </message>
    <message>
        <source>Regions of the kind “{kind}”</source>
        <translation>Régions de la sorte «&#xa0;{kind}&#xa0;»</translation>
    </message>
    <message>
        <source>Answers about the whole article ({kind})</source>
        <translation>Réponses sur l’article entier ({kind})</translation>
    </message>
    <message>
        <source>Answers about a region without a label</source>
        <translation>Réponses sur une région sans étiquette</translation>
    </message>
    <message>
        <source>{name} holds no web page. Save the page again, as “Webpage, single file” or as HTML.</source>
        <translation>{name} ne contient pas de page web. Enregistrez de nouveau la page, en «&#xa0;page web, fichier unique&#xa0;» ou en HTML.</translation>
    </message>
    <message>
        <source>{name} is not a saved message or page, whatever its name says. Save it again in the program that it comes from.</source>
        <translation>{name} n’est ni un message ni une page enregistrés, quoi qu’en dise son nom. Enregistrez-le de nouveau dans le programme d’où il vient.</translation>
    </message>
    <message>
        <source>Markdown: a report of what is marked</source>
        <translation>Markdown&#xa0;: un compte rendu de ce qui est marqué</translation>
    </message>
    <message>
        <source>{name} is damaged, or no report of Pressmark. Export it again.</source>
        <translation>{name} est endommagé, ou n’est pas un compte rendu de Pressmark. Exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{name} is not NITF, whatever its name says. Save it again in the program that it comes from.</source>
        <translation>{name} n’est pas du NITF, quoi qu’en dise son nom. Enregistrez-le de nouveau dans le programme d’où il vient.</translation>
    </message>
    <message>
        <source>{name} holds no news item with a text. Choose the file of the article itself.</source>
        <translation>{name} ne contient aucune dépêche avec un texte. Choisissez le fichier de l’article lui-même.</translation>
    </message>
    <message>
        <source>{name} names its text by an address (remoteContent) and does not hold it. Choose the file of the text.</source>
        <translation>{name} donne l’adresse de son texte (remoteContent) et ne le contient pas. Choisissez le fichier du texte.</translation>
    </message>
    <message>
        <source>News item {number} of {name} was left out. {why}</source>
        <translation>La dépêche {number} de {name} a été laissée de côté. {why}</translation>
    </message>
    <message>
        <source>{name} unpacks to far more than its size can honestly hold, so it was not opened. If you trust it, unpack it yourself and open the files.</source>
        <translation>{name} se décompacte en bien plus que sa taille ne peut honnêtement contenir et n’a pas été ouvert. Si vous lui faites confiance, décompactez-le vous-même et ouvrez les fichiers.</translation>
    </message>
    <message>
        <source>{name} is damaged or not complete. Get a whole copy of it.</source>
        <translation>{name} est endommagé ou incomplet. Procurez-vous une copie complète.</translation>
    </message>
    <message>
        <source>{name} is protected by a password. Open it in its own program, save it without one, and try again.</source>
        <translation>{name} est protégé par un mot de passe. Ouvrez-le dans son propre programme, enregistrez-le sans mot de passe et réessayez.</translation>
    </message>
    <message>
        <source>{name} holds more than {most_members:,} files. Unpack it and open the folder.</source>
        <translation>{name} contient plus de {most_members:,} fichiers. Décompactez-le et ouvrez le dossier.</translation>
    </message>
    <message>
        <source>{name} is damaged, or is no Parquet file. Get a whole copy of it.</source>
        <translation>{name} est endommagé, ou n’est pas un fichier Parquet. Procurez-vous une copie complète.</translation>
    </message>
    <message>
        <source>{name} is no Parquet file. Choose another file.</source>
        <translation>{name} n’est pas un fichier Parquet. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{name} holds no text, only pictures of pages. Have its text recognised (OCR) and open the PDF that comes of it.</source>
        <translation>{name} ne contient pas de texte, seulement des images de pages. Faites reconnaître son texte (OCR) et ouvrez le PDF obtenu.</translation>
    </message>
    <message>
        <source>{name} is damaged or no PDF. Get a whole copy of it.</source>
        <translation>{name} est endommagé ou n’est pas un PDF. Procurez-vous une copie complète.</translation>
    </message>
    <message>
        <source>{name} is damaged: it has no page. Get a whole copy of it.</source>
        <translation>{name} est endommagé&#xa0;: il n’a aucune page. Procurez-vous une copie complète.</translation>
    </message>
    <message>
        <source>{name} has {count:,} pages, too many for one article. Split it into one PDF per article.</source>
        <translation>{name} a {count:,} pages, trop pour un article. Divisez-le en un PDF par article.</translation>
    </message>
    <message>
        <source>{name} is empty: it holds no text. Choose another file, or save the article in it again.</source>
        <translation>{name} est vide&#xa0;: il ne contient pas de texte. Choisissez un autre fichier, ou enregistrez-y l’article de nouveau.</translation>
    </message>
    <message>
        <source>Prodigy: tasks for ner, spans and relations</source>
        <translation>Prodigy&#xa0;: des tâches pour ner, spans et relations</translation>
    </message>
    <message>
        <source>a task needs a “text”. Remove the line.</source>
        <translation>une tâche demande un «&#xa0;text&#xa0;». Retirez la ligne.</translation>
    </message>
    <message>
        <source>a span has no whole numbers as “start” and “end”, or no text as “label”. Mend or remove it.</source>
        <translation>un passage n’a pas de nombres entiers pour «&#xa0;start&#xa0;» et «&#xa0;end&#xa0;», ou pas de texte pour «&#xa0;label&#xa0;». Corrigez-le ou retirez-le.</translation>
    </message>
    <message>
        <source>this task is of {kind}, not of text. Remove the line.</source>
        <translation>cette tâche porte sur {kind}, pas sur du texte. Retirez la ligne.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} highlighted places without a label passed over.</source>
        <translation>
            <numerusform>{n:,} passage surligné sans étiquette ignoré.</numerusform>
            <numerusform>{n:,} passages surlignés sans étiquette ignorés.</numerusform>
        </translation>
    </message>
    <message>
        <source>relation {number} has an end that is no span of this task. Mend or remove it.</source>
        <translation>la relation {number} a une extrémité qui n’est pas un passage de cette tâche. Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>PubAnnotation: JSON with denotations, relations and attributes</source>
        <translation>PubAnnotation&#xa0;: du JSON avec dénotations, relations et attributs</translation>
    </message>
    <message>
        <source>a denotation has no “span”, or no text as “obj”. Mend or remove it.</source>
        <translation>une dénotation n’a pas de «&#xa0;span&#xa0;», ou pas de texte pour «&#xa0;obj&#xa0;». Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>a document has no “text”. Mend or remove it.</source>
        <translation>un document n’a pas de «&#xa0;text&#xa0;». Corrigez-le ou retirez-le.</translation>
    </message>
    <message>
        <source>{passed_over} attributes and relations of what is no mark passed over.</source>
        <translation>Attributs et relations de ce qui n’est pas une marque, ignorés&#xa0;: {passed_over}.</translation>
    </message>
    <message>
        <source>a denotation has no whole numbers as “begin” and “end”. Mend or remove it.</source>
        <translation>une dénotation n’a pas de nombres entiers pour «&#xa0;begin&#xa0;» et «&#xa0;end&#xa0;». Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>code points</source>
        <translation>points de code</translation>
    </message>
    <message>
        <source>code points of line ends as one character</source>
        <translation>points de code, les fins de ligne comptant pour un caractère</translation>
    </message>
    <message>
        <source>{name} is damaged, or is no REFI-QDA project. Export it again from the program that made it.</source>
        <translation>{name} est endommagé, ou n’est pas un projet REFI-QDA. Exportez-le de nouveau depuis le programme qui l’a fait.</translation>
    </message>
    <message>
        <source>REFI-QDA: a project for QualCoder, NVivo, MAXQDA, ATLAS.ti …</source>
        <translation>REFI-QDA&#xa0;: un projet pour QualCoder, NVivo, MAXQDA, ATLAS.ti …</translation>
    </message>
    <message>
        <source>{name} has no project.qde in it, so it is no REFI-QDA project. Choose another file.</source>
        <translation>{name} ne contient pas de project.qde&#xa0;; ce n’est donc pas un projet REFI-QDA. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{name} holds no texts, only other media. Choose another project.</source>
        <translation>{name} ne contient pas de textes, seulement d’autres médias. Choisissez un autre projet.</translation>
    </message>
    <message>
        <source>{name}: {filename} unpacks to more than {largest} MB. Split it.</source>
        <translation>{name}&#xa0;: {filename} se décompacte en plus de {largest} Mo. Divisez-le.</translation>
    </message>
    <message>
        <source>its plain text is not in the project. Export it with its sources.</source>
        <translation>son texte brut n’est pas dans le projet. Exportez-le avec ses sources.</translation>
    </message>
    <message>
        <source>a selection has no whole numbers as its positions. Mend or remove it.</source>
        <translation>une sélection n’a pas de nombres entiers pour positions. Corrigez-la ou retirez-la.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} pictures, recordings or PDFs of the project passed over.</source>
        <translation>
            <numerusform>{n:,} image, enregistrement ou PDF du projet ignoré.</numerusform>
            <numerusform>{n:,} images, enregistrements ou PDF du projet ignorés.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} codes of the whole text passed over.</source>
        <translation>
            <numerusform>{n:,} code du texte entier ignoré.</numerusform>
            <numerusform>{n:,} codes du texte entier ignorés.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} selections without a code passed over.</source>
        <translation>
            <numerusform>{n:,} sélection sans code ignorée.</numerusform>
            <numerusform>{n:,} sélections sans code ignorées.</numerusform>
        </translation>
    </message>
    <message>
        <source>Positions were read as {unit}, as so most selections are what their names say.</source>
        <translation>Les positions ont été lues ainsi&#xa0;: {unit}&#xa0;; c’est ainsi que la plupart des sélections disent ce que disent leurs noms.</translation>
    </message>
    <message>
        <source>a selection has a code that is not in the code book. Mend the project.</source>
        <translation>une sélection a un code absent du livre de codes. Corrigez le projet.</translation>
    </message>
    <message>
        <source>{name}, source “{named}”: {error}</source>
        <translation>{name}, source «&#xa0;{named}&#xa0;»&#xa0;: {error}</translation>
    </message>
    <message>
        <source>JSON lines: everything, without loss</source>
        <translation>Lignes JSON&#xa0;: tout, sans perte</translation>
    </message>
    <message>
        <source>CoNLL-2003: token, POS, chunk, BIO tag</source>
        <translation>CoNLL-2003&#xa0;: token, POS, chunk, balise BIO</translation>
    </message>
    <message>
        <source>Two columns, BIO: token, BIO tag</source>
        <translation>Deux colonnes, BIO&#xa0;: token, balise BIO</translation>
    </message>
    <message>
        <source>Two columns, BIOES: token, BIOES tag</source>
        <translation>Deux colonnes, BIOES&#xa0;: token, balise BIOES</translation>
    </message>
    <message>
        <source>Two columns, BILUO: token, BILUO tag</source>
        <translation>Deux colonnes, BILUO&#xa0;: token, balise BILUO</translation>
    </message>
    <message>
        <source>Two columns, IOB1: token, IOB1 tag</source>
        <translation>Deux colonnes, IOB1&#xa0;: token, balise IOB1</translation>
    </message>
    <message>
        <source>CoNLL-2000: token, POS, BIO tag</source>
        <translation>CoNLL-2000&#xa0;: token, POS, balise BIO</translation>
    </message>
    <message>
        <source>CoNLL-2002: token, POS, BIO tag</source>
        <translation>CoNLL-2002&#xa0;: token, POS, balise BIO</translation>
    </message>
    <message>
        <source>CoNLL-2012: OntoNotes&apos; columns, names in brackets</source>
        <translation>CoNLL-2012&#xa0;: les colonnes d’OntoNotes, les noms entre parenthèses</translation>
    </message>
    <message>
        <source>{name} is not a dataset that can be read. Choose a file that ends in one of {endings}.</source>
        <translation>{name} n’est pas un jeu de données lisible. Choisissez un fichier qui finit par {endings}.</translation>
    </message>
    <message>
        <source>{name} is a device or a pipe, not a file. Choose a file, or save what it gives as one.</source>
        <translation>{name} est un périphérique ou un tube, pas un fichier. Choisissez un fichier, ou enregistrez dans un fichier ce qu’il donne.</translation>
    </message>
    <message>
        <source>{value} is no format of Pressmark. Update or remove the package that adds it.</source>
        <translation>{value} n’est pas un format de Pressmark. Mettez à jour ou retirez le paquet qui l’ajoute.</translation>
    </message>
    <message>
        <source>The folder {name} is no dataset that can be read ({tried}). Choose a file, or another folder.</source>
        <translation>Le dossier {name} n’est pas un jeu de données lisible ({tried}). Choisissez un fichier, ou un autre dossier.</translation>
    </message>
    <message>
        <source>{name} is not a kind of file that can be read. Choose a file that ends in one of {endings}.</source>
        <translation>{name} n’est pas d’une sorte de fichier lisible. Choisissez un fichier qui finit par {endings}.</translation>
    </message>
    <message>
        <source>{name} is {what}, whatever its name says. {remedy}</source>
        <translation>{name} est {what}, quoi qu’en dise son nom. {remedy}</translation>
    </message>
    <message>
        <source>The format {name} ({value}) cannot be loaded. Update or remove the package that adds it.</source>
        <translation>Le format {name} ({value}) ne peut pas être chargé. Mettez à jour ou retirez le paquet qui l’ajoute.</translation>
    </message>
    <message>
        <source>{name} is an archive of files. Import it, or unpack it and choose the files in it.</source>
        <translation>{name} est une archive de fichiers. Importez-la, ou décompactez-la et choisissez les fichiers qu’elle contient.</translation>
    </message>
    <message>
        <source>{name} is not a Rich Text document, whatever its name says. Save it again as .rtf or .txt.</source>
        <translation>{name} n’est pas un document Rich Text, quoi qu’en dise son nom. Enregistrez-le de nouveau en .rtf ou .txt.</translation>
    </message>
    <message>
        <source>{name} is a document of an older Microsoft Office. Open it there or in LibreOffice and save it as .docx.</source>
        <translation>{name} est un document d’un ancien Microsoft Office. Ouvrez-le là ou dans LibreOffice et enregistrez-le en .docx.</translation>
    </message>
    <message>
        <source>{name} is a presentation, not an article. Save its text as .txt or .docx.</source>
        <translation>{name} est une présentation, pas un article. Enregistrez son texte en .txt ou .docx.</translation>
    </message>
    <message>
        <source>{name} does not keep the white space between its tokens: spaces were put in as English is written, so the text may differ from the original article in its spaces.</source>
        <translation>{name} ne garde pas les blancs entre ses tokens&#xa0;: des espaces ont été mises comme on écrit l’anglais, le texte peut donc différer de l’article d’origine par ses espaces.</translation>
    </message>
    <message>
        <source>It overlaps another mark: it is in the span group “sc”, but not among the entities.</source>
        <translation>Elle chevauche une autre marque&#xa0;: elle est dans le groupe «&#xa0;sc&#xa0;», mais pas parmi les entités.</translation>
    </message>
    <message>
        <source>spaCy binary: training data, entities and the span group “sc”</source>
        <translation>spaCy binaire&#xa0;: données d’apprentissage, entités et groupe «&#xa0;sc&#xa0;»</translation>
    </message>
    <message>
        <source>It begins or ends inside a token, or is white space only; spaCy marks whole tokens.</source>
        <translation>Elle commence ou finit à l’intérieur d’un token, ou n’est faite que de blancs&#xa0;; spaCy marque des tokens entiers.</translation>
    </message>
    <message>
        <source>These articles are too many for one .spacy file. Export them in parts.</source>
        <translation>Ces articles sont trop nombreux pour un seul fichier .spacy. Exportez-les en plusieurs parties.</translation>
    </message>
    <message>
        <source>{name} is damaged (articles read before that: {count:,}), or is no .spacy file of spaCy 3. Write it anew with `spacy convert`.</source>
        <translation>{name} est endommagé (articles lus avant cela&#xa0;: {count:,}), ou n’est pas un fichier .spacy de spaCy 3. Écrivez-le de nouveau avec `spacy convert`.</translation>
    </message>
    <message>
        <source>On whole tokens it is the same as another mark.</source>
        <translation>Sur des tokens entiers, elle est la même qu’une autre marque.</translation>
    </message>
    <message>
        <source>White space was cut off its ends.</source>
        <translation>Les blancs à ses extrémités ont été retranchés.</translation>
    </message>
    <message>
        <source>spaCy training folder: train, dev, test and config.cfg, for `spacy train`</source>
        <translation>Dossier d’apprentissage spaCy&#xa0;: train, dev, test et config.cfg, pour `spacy train`</translation>
    </message>
    <message>
        <source>an entity is not [start, end, label]. Mend or remove it.</source>
        <translation>une entité n’est pas [début, fin, étiquette]. Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>spaCy 2 JSON: tokens and BILUO tags, for `spacy convert`</source>
        <translation>spaCy 2 JSON&#xa0;: tokens et balises BILUO, pour `spacy convert`</translation>
    </message>
    <message>
        <source>spaCy lists: JSON with texts and their entities&apos; offsets</source>
        <translation>Listes spaCy&#xa0;: du JSON avec les textes et les positions de leurs entités</translation>
    </message>
    <message>
        <source>It overlaps a mark that is kept; tags hold no overlap.</source>
        <translation>Elle chevauche une marque conservée&#xa0;; les balises n’admettent pas de chevauchement.</translation>
    </message>
    <message>
        <source>It overlaps another mark: it is under “spans”, but not among the entities.</source>
        <translation>Elle chevauche une autre marque&#xa0;: elle est sous «&#xa0;spans&#xa0;», mais pas parmi les entités.</translation>
    </message>
    <message>
        <source>there are {count} tags for {words} words. Mend the tags.</source>
        <translation>il y a {count} balises pour {words} mots. Corrigez les balises.</translation>
    </message>
    <message>
        <source>“{bad}” is no BILUO tag. Mend it.</source>
        <translation>«&#xa0;{bad}&#xa0;» n’est pas une balise BILUO. Corrigez-la.</translation>
    </message>
    <message>
        <source>the tokens overlap. Mend or remove them.</source>
        <translation>les tokens se chevauchent. Corrigez-les ou retirez-les.</translation>
    </message>
    <message>
        <source>a paragraph is no object. Mend or remove it.</source>
        <translation>un paragraphe n’est pas un objet. Corrigez-le ou retirez-le.</translation>
    </message>
    <message>
        <source>Categories of the whole text passed over.</source>
        <translation>Les catégories du texte entier ont été ignorées.</translation>
    </message>
    <message>
        <source>the token {number} “{word}” is not in “raw” where it belongs. Mend one of them.</source>
        <translation>le token {number} «&#xa0;{word}&#xa0;» n’est pas à sa place dans «&#xa0;raw&#xa0;». Corrigez l’un des deux.</translation>
    </message>
    <message>
        <source>a token has no place in the text. Mend or remove the tokens.</source>
        <translation>un token n’a pas de place dans le texte. Corrigez les tokens ou retirez-les.</translation>
    </message>
    <message>
        <source>a token has no “orth”. Mend or remove it.</source>
        <translation>un token n’a pas d’«&#xa0;orth&#xa0;». Corrigez-le ou retirez-le.</translation>
    </message>
    <message>
        <source>there is no “text” here. Add it, or remove this article.</source>
        <translation>il n’y a pas de «&#xa0;text&#xa0;» ici. Ajoutez-le, ou retirez cet article.</translation>
    </message>
    <message>
        <source>this is no pair of text and entities, no document with paragraphs and no doc. Mend it.</source>
        <translation>ce n’est ni une paire de texte et d’entités, ni un document avec des paragraphes, ni un doc. Corrigez-le.</translation>
    </message>
    <message>
        <source>{name} is larger than {largest_file} MB. Save it as .csv, or split it.</source>
        <translation>{name} dépasse {largest_file} Mo. Enregistrez-le en .csv, ou divisez-le.</translation>
    </message>
    <message>
        <source>White space between tokens is not in the file; one space was put there.</source>
        <translation>Les blancs entre les tokens ne sont pas dans le fichier&#xa0;; une espace a été mise à chaque place.</translation>
    </message>
    <message>
        <source>Unicode code points</source>
        <translation>points de code Unicode</translation>
    </message>
    <message>
        <source>bytes of UTF-8</source>
        <translation>octets d’UTF-8</translation>
    </message>
    <message>
        <source>grapheme clusters</source>
        <translation>groupes de graphèmes</translation>
    </message>
    <message>
        <source>Offsets were read as {unit}, as only so they fit the words that they stand for.</source>
        <translation>Les positions ont été lues ainsi&#xa0;: {unit}&#xa0;; c’est ainsi seulement qu’elles tombent sur les mots qu’elles désignent.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} discontinuous marks read as a whole; the pieces are an attribute.</source>
        <translation>
            <numerusform>{n:,} marque discontinue lue d’un seul tenant&#xa0;; ses morceaux sont un attribut.</numerusform>
            <numerusform>{n:,} marques discontinues lues d’un seul tenant&#xa0;; leurs morceaux sont un attribut.</numerusform>
        </translation>
    </message>
    <message>
        <source>no unit of offsets was given</source>
        <translation>aucune unité de position n’a été donnée</translation>
    </message>
    <message>
        <source>the mark {label} at {start}–{end} is not inside the text, which has {last:,} {unit}. Mend its offsets.</source>
        <translation>la marque {label} à {start}–{end} n’est pas dans le texte, dont la longueur est {last:,} ({unit}). Corrigez ses positions.</translation>
    </message>
    <message>
        <source>the mark {label} at {start}–{end} says “{words}”, but there the text is “{there}”. Mend its offsets.</source>
        <translation>la marque {label} à {start}–{end} dit «&#xa0;{words}&#xa0;», mais le texte y porte «&#xa0;{there}&#xa0;». Corrigez ses positions.</translation>
    </message>
    <message>
        <source>the mark {label} at {start}–{end} begins or ends inside a character, in {unit}. Mend its offsets.</source>
        <translation>la marque {label} à {start}–{end} commence ou finit à l’intérieur d’un caractère ({unit}). Corrigez ses positions.</translation>
    </message>
    <message>
        <source>the mark at {start}–{end} has no label. Give it one or remove it.</source>
        <translation>la marque à {start}–{end} n’a pas d’étiquette. Donnez-lui en une ou retirez-la.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} marks without any text passed over.</source>
        <translation>
            <numerusform>{n:,} marque sans texte ignorée.</numerusform>
            <numerusform>{n:,} marques sans texte ignorées.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} marks with the place and label of another became one with it.</source>
        <translation>
            <numerusform>{n:,} marque de même place et de même étiquette qu’une autre n’en fait plus qu’une avec elle.</numerusform>
            <numerusform>{n:,} marques de même place et de même étiquette qu’une autre n’en font plus qu’une avec elle.</numerusform>
        </translation>
    </message>
    <message>
        <source>relation {number} has no label. Give it one or remove it.</source>
        <translation>la relation {number} n’a pas d’étiquette. Donnez-lui en une ou retirez-la.</translation>
    </message>
    <message>
        <source>two relations have the id “{short}”. Give each its own.</source>
        <translation>deux relations ont l’identifiant «&#xa0;{short}&#xa0;». Donnez à chacune le sien.</translation>
    </message>
    <message>
        <source>two marks have the id “{short}”. Give each its own.</source>
        <translation>deux marques ont l’identifiant «&#xa0;{short}&#xa0;». Donnez à chacune le sien.</translation>
    </message>
    <message>
        <source>relation {number} leads to “{short}”, which is no mark of it. Mend or remove it.</source>
        <translation>la relation {number} mène à «&#xa0;{short}&#xa0;», qui n’en est pas une marque. Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>{name} is a table of annotations, without the articles that they are in. Import the articles, or a dataset that was exported as JSON lines.</source>
        <translation>{name} est un tableau d’annotations, sans les articles où elles sont. Importez les articles, ou un jeu de données exporté en lignes JSON.</translation>
    </message>
    <message>
        <source>{name} is a table in which no column looks like the text of an article. Say which is (--text-column); it has {listed}.</source>
        <translation>{name} est un tableau dont aucune colonne ne ressemble au texte d’un article. Dites laquelle (--text-column)&#xa0;; il a {listed}.</translation>
    </message>
    <message>
        <source>{name} has no column “{missing}”. Choose among {listed}.</source>
        <translation>{name} n’a pas de colonne «&#xa0;{missing}&#xa0;». Choisissez parmi {listed}.</translation>
    </message>
    <message>
        <source>{name} has the names of columns but no row with an article. Choose another table.</source>
        <translation>{name} a les noms de ses colonnes mais aucune ligne avec un article. Choisissez un autre tableau.</translation>
    </message>
    <message>
        <source>Row {number} of {name} is longer than {largest_field:,} characters. Split the article.</source>
        <translation>La ligne {number} de {name} dépasse {largest_field:,} caractères. Divisez l’article.</translation>
    </message>
    <message>
        <source>Row {number} of {name} has no text in the column “{text}”. Fill it in.</source>
        <translation>La ligne {number} de {name} n’a pas de texte dans la colonne «&#xa0;{text}&#xa0;». Remplissez-la.</translation>
    </message>
    <message>
        <source>{where}: no column holds tags like B-PER, I-PER and O. Write the tag of each token into its last column.</source>
        <translation>{where}&#xa0;: aucune colonne ne contient de balises comme B-PER, I-PER et O. Écrivez la balise de chaque token dans la dernière colonne.</translation>
    </message>
    <message>
        <source>{name}, line {first}: 1 column instead of 2. Write a token and its tag in each line, and the same columns in all.</source>
        <translation>{name}, ligne {first}&#xa0;: 1 colonne au lieu de 2. Écrivez un token et sa balise par ligne, et partout les mêmes colonnes.</translation>
    </message>
    <message>
        <source>{where}: none of these columns holds tags like B-PER, I-PER and O. Choose another file.</source>
        <translation>{where}&#xa0;: aucune de ces colonnes ne contient de balises comme B-PER, I-PER et O. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{name}, line {number}: the line has more than {longest_line:,} characters, so this is no file of lines. Choose another file.</source>
        <translation>{name}, ligne {number}&#xa0;: la ligne a plus de {longest_line:,} caractères&#xa0;; ce n’est donc pas un fichier de lignes. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{name} is not UTF-8 and too large to be decoded. Save it as UTF-8.</source>
        <translation>{name} n’est pas en UTF-8 et est trop grand pour être décodé. Enregistrez-le en UTF-8.</translation>
    </message>
    <message>
        <source>{name}, line {number}: this is not UTF-8, unlike the rest. Get a whole copy of the file.</source>
        <translation>{name}, ligne {number}&#xa0;: ce n’est pas de l’UTF-8, au contraire du reste. Procurez-vous une copie complète du fichier.</translation>
    </message>
    <message>
        <source>TimeML: a folder with a file for each article, of dates only</source>
        <translation>TimeML&#xa0;: un dossier avec un fichier par article, pour les dates seulement</translation>
    </message>
    <message>
        <source>It is no date; TimeML holds dates and times only.</source>
        <translation>Ce n’est pas une date&#xa0;; TimeML ne contient que des dates et des heures.</translation>
    </message>
    <message>
        <source>{name} is too large for an article. Split it.</source>
        <translation>{name} est trop grand pour un article. Divisez-le.</translation>
    </message>
    <message>
        <source>this is no TimeML. Choose another file.</source>
        <translation>ce n’est pas du TimeML. Choisissez un autre fichier.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} links out of the text passed over.</source>
        <translation>
            <numerusform>{n:,} lien sortant du texte ignoré.</numerusform>
            <numerusform>{n:,} liens sortant du texte ignorés.</numerusform>
        </translation>
    </message>
    <message>
        <source>It overlaps a date that is kept.</source>
        <translation>Elle chevauche une date conservée.</translation>
    </message>
    <message>
        <source>It has no value; TimeML wants one, and an empty one is written.</source>
        <translation>Elle n’a pas de valeur&#xa0;; TimeML en veut une, une valeur vide est écrite.</translation>
    </message>
    <message>
        <source>TimeML tells dates by their type; {label} is not written.</source>
        <translation>TimeML distingue les dates par leur type&#xa0;; {label} n’est pas écrit.</translation>
    </message>
    <message>
        <source>“{shown}” in {name} names a place outside of the archive, so it was left out. Do not trust where this archive comes from.</source>
        <translation>«&#xa0;{shown}&#xa0;», dans {name}, désigne un endroit hors de l’archive et a été laissé de côté. Ne vous fiez pas à la provenance de cette archive.</translation>
    </message>
    <message>
        <source>“{shown}” in {name} is a link, not a file, so it was left out.</source>
        <translation>«&#xa0;{shown}&#xa0;», dans {name}, est un lien, pas un fichier, et a été laissé de côté.</translation>
    </message>
    <message>
        <source>{name} is not a kind of file that can be read: it begins like no {ending} file that is known ({tried}). Name its format with --format if it is one of these, or choose another file.</source>
        <translation>{name} n’est pas d’une sorte de fichier lisible&#xa0;: il ne commence comme aucun fichier {ending} connu ({tried}). Donnez son format avec --format s’il en fait partie, ou choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>tried: {names}</source>
        <translation>essayés&#xa0;: {names}</translation>
    </message>
    <message>
        <source>{name} holds no article: there is nothing in its JSON. Choose another file.</source>
        <translation>{name} ne contient aucun article&#xa0;: il n’y a rien dans son JSON. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{name} is not a dataset that can be read: it begins like no {ending} file that is known ({tried}). Name its format with --format if it is one of these, or choose another file.</source>
        <translation>{name} n’est pas un jeu de données lisible&#xa0;: il ne commence comme aucun fichier {ending} connu ({tried}). Donnez son format avec --format s’il en fait partie, ou choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{count} formats were tried</source>
        <translation>{count} formats essayés</translation>
    </message>
    <message>
        <source>W3C Web Annotation: JSON-LD with positions and quotes</source>
        <translation>W3C Web Annotation&#xa0;: du JSON-LD avec positions et citations</translation>
    </message>
    <message>
        <source>the collections are nested too deeply. Mend the file.</source>
        <translation>les collections sont trop profondément imbriquées. Corrigez le fichier.</translation>
    </message>
    <message>
        <source>the text of a page is no text. Mend it.</source>
        <translation>le texte d’une page n’est pas un texte. Corrigez-le.</translation>
    </message>
    <message>
        <source>the text that “{short}” names is not in the file. Put it beside the file as {wanted}.</source>
        <translation>le texte que «&#xa0;{short}&#xa0;» désigne n’est pas dans le fichier. Mettez-le à côté, sous le nom {wanted}.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} marks found again by the words, as positions did not fit.</source>
        <translation>
            <numerusform>{n:,} marque retrouvée par ses mots, car sa position ne convenait pas.</numerusform>
            <numerusform>{n:,} marques retrouvées par leurs mots, car leurs positions ne convenaient pas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} annotations without a place in the text, or without words, passed over.</source>
        <translation>
            <numerusform>{n:,} annotation sans place dans le texte, ou sans mots, ignorée.</numerusform>
            <numerusform>{n:,} annotations sans place dans le texte, ou sans mots, ignorées.</numerusform>
        </translation>
    </message>
    <message>
        <source>the description of an annotation is not JSON. Mend or remove it.</source>
        <translation>la description d’une annotation n’est pas du JSON. Corrigez-la ou retirez-la.</translation>
    </message>
    <message>
        <source>its annotations are at another address, which is not fetched. Save them in one file.</source>
        <translation>ses annotations sont à une autre adresse, qui n’est pas consultée. Enregistrez-les dans un seul fichier.</translation>
    </message>
    <message>
        <source>WebAnno TSV 3.3: a folder with a file for each article, for INCEpTION</source>
        <translation>WebAnno TSV 3.3&#xa0;: un dossier avec un fichier par article, pour INCEpTION</translation>
    </message>
    <message>
        <source>It stands on white space only.</source>
        <translation>Elle n’est que sur des blancs.</translation>
    </message>
    <message>
        <source>Without white space it is another mark of its label.</source>
        <translation>Sans ses blancs, c’est une autre marque de la même étiquette.</translation>
    </message>
    <message>
        <source>White space at its ends was cut off it.</source>
        <translation>Les blancs à ses extrémités en ont été retranchés.</translation>
    </message>
    <message>
        <source>the tokens of the last sentence are missing. Get a whole copy of the file.</source>
        <translation>les tokens de la dernière phrase manquent. Procurez-vous une copie complète du fichier.</translation>
    </message>
    <message>
        <source>this is {what}. Export it from INCEpTION as WebAnno TSV 3.3.</source>
        <translation>c’est {what}. Exportez-le depuis INCEpTION en WebAnno TSV 3.3.</translation>
    </message>
    <message>
        <source>a row begins with an id like 1-1, offsets like 0-4 and the token.</source>
        <translation>une ligne commence par un identifiant comme 1-1, des positions comme 0-4 et le token.</translation>
    </message>
    <message>
        <source>{count} columns of layers instead of {wanted}. Get a whole copy of the file.</source>
        <translation>{count} colonnes de couches au lieu de {wanted}. Procurez-vous une copie complète du fichier.</translation>
    </message>
    <message>
        <source>the offsets {start}-{end} are not inside the text. Offsets are UTF-16 units.</source>
        <translation>les positions {start}-{end} ne sont pas dans le texte. Les positions sont des unités UTF-16.</translation>
    </message>
    <message>
        <source>the sentence begins at {start}, but the text before it ends at {length}.</source>
        <translation>la phrase commence à {start}, mais le texte qui la précède finit à {length}.</translation>
    </message>
    <message>
        <source>Marks without any text were passed over.</source>
        <translation>Les marques sans texte ont été ignorées.</translation>
    </message>
    <message>
        <source>Lemmas, morphology, syntax and other layers of words were passed over.</source>
        <translation>Lemmes, morphologie, syntaxe et autres couches de mots ont été ignorés.</translation>
    </message>
    <message>
        <source>“{reference}” is no id of a token.</source>
        <translation>«&#xa0;{reference}&#xa0;» n’est pas l’identifiant d’un token.</translation>
    </message>
    <message>
        <source>the token is “{token}”, but at {start}-{end} the text is “{there}”.</source>
        <translation>le token est «&#xa0;{token}&#xa0;», mais à {start}-{end} le texte porte «&#xa0;{there}&#xa0;».</translation>
    </message>
    <message>
        <source>the columns of {name} hold unequal numbers of values.</source>
        <translation>les colonnes de {name} n’ont pas le même nombre de valeurs.</translation>
    </message>
    <message>
        <source>the offsets {start}-{end} are not inside the text.</source>
        <translation>les positions {start}-{end} ne sont pas dans le texte.</translation>
    </message>
    <message>
        <source>Slots of {layer} that are filled by words were passed over.</source>
        <translation>Les places de {layer} remplies par des mots ont été ignorées.</translation>
    </message>
    <message>
        <source>this is no layer. Layers begin with #T_SP=, #T_RL= or #T_CH=.</source>
        <translation>ce n’est pas une couche. Les couches commencent par #T_SP=, #T_RL= ou #T_CH=.</translation>
    </message>
    <message>
        <source>Relations of {layer} between words, not marks, were passed over.</source>
        <translation>Les relations de {layer} entre mots, et non entre marques, ont été ignorées.</translation>
    </message>
    <message>
        <source>{name} declares entities of its own, which can make a small file endless or read other files; Pressmark expands none. Save it without its DOCTYPE.</source>
        <translation>{name} déclare ses propres entités, qui peuvent rendre un petit fichier sans fin ou lire d’autres fichiers&#xa0;; Pressmark n’en développe aucune. Enregistrez-le sans son DOCTYPE.</translation>
    </message>
    <message>
        <source>{name} is not well-formed XML in line {line}: it is cut off or damaged there. Get a whole copy, or save it again in the program that it comes from.</source>
        <translation>{name} n’est pas du XML bien formé, à la ligne {line}&#xa0;: il y est tronqué ou endommagé. Procurez-vous une copie complète, ou enregistrez-le de nouveau dans le programme d’où il vient.</translation>
    </message>
    <message>
        <source>{name} nests its elements too deep. No program writes such a file; get another copy.</source>
        <translation>{name} imbrique ses éléments trop profondément. Aucun programme n’écrit un tel fichier&#xa0;; procurez-vous une autre copie.</translation>
    </message>
    <message>
        <source>{name} is not well-formed XML. Get a whole copy, or save it again in the program that it comes from.</source>
        <translation>{name} n’est pas du XML bien formé. Procurez-vous une copie complète, ou enregistrez-le de nouveau dans le programme d’où il vient.</translation>
    </message>
    <message>
        <source>XML cannot hold the character {character}; U+FFFD is written in its place.</source>
        <translation>XML ne peut pas contenir le caractère {character}&#xa0;; U+FFFD est écrit à sa place.</translation>
    </message>
    <message>
        <source>XML holds no control characters; U+FFFD stands there.</source>
        <translation>XML ne contient pas de caractères de contrôle&#xa0;; U+FFFD est à leur place.</translation>
    </message>
    <message>
        <source>The detector ended while reading {name} ({why}); nothing of yours is lost, and it starts again by itself.</source>
        <translation>Le détecteur s’est arrêté en lisant {name} ({why})&#xa0;; rien de ce qui est à vous n’est perdu, et il redémarre de lui-même.</translation>
    </message>
    <message>
        <source>{name} has ended the detector twice and is not read again; mark it by hand, or split it into shorter articles.</source>
        <translation>{name} a arrêté deux fois le détecteur et n’est plus lu&#xa0;; marquez-le à la main, ou divisez-le en articles plus courts.</translation>
    </message>
    <message>
        <source>perhaps for lack of memory</source>
        <translation>peut-être faute de mémoire</translation>
    </message>
    <message>
        <source>exit code {code}</source>
        <translation>code de sortie {code}</translation>
    </message>
    <message>
        <source>The detector ended ({why}); nothing of yours is lost, and it starts again by itself.</source>
        <translation>Le détecteur s’est arrêté ({why})&#xa0;; rien de ce qui est à vous n’est perdu, et il redémarre de lui-même.</translation>
    </message>
    <message>
        <source>A detector process ended, perhaps for lack of memory; detect fewer or shorter articles at a time.</source>
        <translation>Un processus du détecteur s’est arrêté, peut-être faute de mémoire&#xa0;; détectez moins d’articles à la fois, ou de plus courts.</translation>
    </message>
    <message>
        <source>{name} has no article of {gold}: neither an id nor a text is the same. Choose files that were made from the same articles; export formats of tokens with --whole-text.</source>
        <translation>{name} n’a aucun article de {gold}&#xa0;: ni un identifiant ni un texte n’est le même. Choisissez des fichiers faits des mêmes articles&#xa0;; exportez les formats de tokens avec --whole-text.</translation>
    </message>
    <message>
        <source>There is no dataset in the folder {name}. Choose a .jsonl file, or a folder that has some.</source>
        <translation>Il n’y a pas de jeu de données dans le dossier {name}. Choisissez un fichier .jsonl, ou un dossier qui en contient.</translation>
    </message>
    <message>
        <source>{name} is in {file} twice. Remove one of the two.</source>
        <translation>{name} est deux fois dans {file}. Retirez l’un des deux.</translation>
    </message>
    <message>
        <source>{name} has another text in {predicted} than in {gold}, so their marks cannot be compared. Detect on the text of the gold file; formats of tokens leave byline and furniture out, unless they are exported with --whole-text.</source>
        <translation>{name} n’a pas le même texte dans {predicted} que dans {gold}&#xa0;; leurs marques ne peuvent donc pas être comparées. Détectez sur le texte du fichier de référence&#xa0;; les formats de tokens omettent la signature et l’habillage, sauf s’ils sont exportés avec --whole-text.</translation>
    </message>
    <message>
        <source>One of the processes that write the export has ended, perhaps for lack of memory. Close other programs and export again. Nothing was replaced.</source>
        <translation>Un des processus qui écrivent l’export s’est arrêté, peut-être faute de mémoire. Fermez d’autres programmes et exportez de nouveau. Rien n’a été remplacé.</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}). Choose another folder.</source>
        <translation>{path} n’a pas pu être écrit ({reason}). Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>{target} is a device, not a file. Choose another name.</source>
        <translation>{target} est un périphérique, pas un fichier. Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>{target} is a link to nothing. Remove it, or choose another name for the folder.</source>
        <translation>{target} est un lien vers rien. Retirez-le, ou choisissez un autre nom pour le dossier.</translation>
    </message>
    <message>
        <source>{target} is a file, and the export makes a folder. Choose another name.</source>
        <translation>{target} est un fichier, et l’export fait un dossier. Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>The folder {target} is not replaced, because {foreign}. Choose a folder that is empty or not there yet, or move that file away.</source>
        <translation>Le dossier {target} n’est pas remplacé, car {foreign}. Choisissez un dossier vide ou qui n’existe pas encore, ou déplacez ce fichier.</translation>
    </message>
    <message>
        <source>The disk is full: {path} could not be written. Make room and export again.</source>
        <translation>Le disque est plein&#xa0;: {path} n’a pas pu être écrit. Faites de la place et exportez de nouveau.</translation>
    </message>
    <message>
        <source>{path} may not be written. Choose another folder, or close the program that has the file open.</source>
        <translation>{path} ne peut pas être écrit, faute de droits. Choisissez un autre dossier, ou fermez le programme qui a ouvert ce fichier.</translation>
    </message>
    <message>
        <source>{path} cannot be made: a file or folder is in its way. Choose another name.</source>
        <translation>{path} ne peut pas être créé&#xa0;: un fichier ou un dossier est à sa place. Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>{name} in it is not from an export</source>
        <translation>{name}, qui s’y trouve, ne vient pas d’un export</translation>
    </message>
    <message>
        <source>{name} in it was changed after the export that wrote it</source>
        <translation>{name}, qui s’y trouve, a été modifié après l’export qui l’a écrit</translation>
    </message>
    <message>
        <source>An older file of that name is unchanged.</source>
        <translation>Un fichier plus ancien de ce nom est inchangé.</translation>
    </message>
    <message>
        <source>An end of it was left out.</source>
        <translation>Une de ses extrémités a été laissée de côté.</translation>
    </message>
    <message>
        <source>{name} holds no relations.</source>
        <translation>{name} ne contient pas de relations.</translation>
    </message>
    <message>
        <source>There is nothing to export: the project has no articles. Add some first.</source>
        <translation>Il n’y a rien à exporter&#xa0;: le projet n’a pas d’articles. Ajoutez-en d’abord.</translation>
    </message>
    <message>
        <source>There is nothing to export: no article is marked as done. Mark some, or export all articles.</source>
        <translation>Il n’y a rien à exporter&#xa0;: aucun article n’est marqué comme terminé. Marquez-en, ou exportez tous les articles.</translation>
    </message>
    <message>
        <source>There is nothing to export: no article has “{query}”. Search for other words.</source>
        <translation>Il n’y a rien à exporter&#xa0;: aucun article ne contient «&#xa0;{query}&#xa0;». Cherchez d’autres mots.</translation>
    </message>
    <message>
        <source>There is nothing to export: none of the chosen articles is in the project. Choose others.</source>
        <translation>Il n’y a rien à exporter&#xa0;: aucun des articles choisis n’est dans le projet. Choisissez-en d’autres.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} articles without a publish date went to the oldest, in “{first}”. Correct their dates, if that is not meant.</source>
        <translation>
            <numerusform>{n:,} article sans date de publication est allé avec les plus anciens, dans «&#xa0;{first}&#xa0;». Corrigez sa date, si ce n’est pas voulu.</numerusform>
            <numerusform>{n:,} articles sans date de publication sont allés avec les plus anciens, dans «&#xa0;{first}&#xa0;». Corrigez leurs dates, si ce n’est pas voulu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} articles without any of these annotations: a model learns from them that nothing is to be found there. Export only articles that are done, if that is not meant.</source>
        <translation>
            <numerusform>{n:,} article sans aucune de ces annotations&#xa0;: un modèle en apprend qu’il n’y a rien à y trouver. N’exportez que les articles terminés, si ce n’est pas voulu.</numerusform>
            <numerusform>{n:,} articles sans aucune de ces annotations&#xa0;: un modèle en apprend qu’il n’y a rien à y trouver. N’exportez que les articles terminés, si ce n’est pas voulu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} relations left out: an end of theirs was not exported.</source>
        <translation>
            <numerusform>{n:,} relation laissée de côté&#xa0;: une de ses extrémités n’a pas été exportée.</numerusform>
            <numerusform>{n:,} relations laissées de côté&#xa0;: une de leurs extrémités n’a pas été exportée.</numerusform>
        </translation>
    </message>
    <message>
        <source>No annotation was exported: none of those that are asked for was wanted or fitted.</source>
        <translation>Aucune annotation n’a été exportée&#xa0;: aucune de celles qui sont demandées n’était voulue ou ne convenait.</translation>
    </message>
    <message>
        <source>The part “{name}” is empty: there are too few articles for its share. Add articles, give it a larger share or try another seed.</source>
        <translation>La partie «&#xa0;{name}&#xa0;» est vide&#xa0;: il y a trop peu d’articles pour sa part. Ajoutez des articles, donnez-lui une part plus grande ou essayez une autre graine.</translation>
    </message>
    <message numerus="yes">
        <source>{form} holds no readings: the values of {n:,} annotations are not in it.</source>
        <translation>
            <numerusform>{form} ne contient pas de lectures&#xa0;: les valeurs de {n:,} annotation n’y sont pas.</numerusform>
            <numerusform>{form} ne contient pas de lectures&#xa0;: les valeurs de {n:,} annotations n’y sont pas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{form} holds no notes: those of {n:,} annotations are not in it.</source>
        <translation>
            <numerusform>{form} ne contient pas de notes&#xa0;: celles de {n:,} annotation n’y sont pas.</numerusform>
            <numerusform>{form} ne contient pas de notes&#xa0;: celles de {n:,} annotations n’y sont pas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{form} does not tell what was decided: {n:,} annotations that nobody accepted look like the others.</source>
        <translation>
            <numerusform>{form} ne dit pas ce qui a été décidé&#xa0;: {n:,} annotation que personne n’a acceptée ressemble aux autres.</numerusform>
            <numerusform>{form} ne dit pas ce qui a été décidé&#xa0;: {n:,} annotations que personne n’a acceptées ressemblent aux autres.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} has no column “{unknown}”. Choose from {columns}.</source>
        <translation>{name} n’a pas de colonne «&#xa0;{unknown}&#xa0;». Choisissez parmi {columns}.</translation>
    </message>
    <message>
        <source>{name} leaves no choice of {choice}. Leave that option out, or choose another format.</source>
        <translation>{name} ne laisse pas le choix de {choice}. Omettez cette option, ou choisissez un autre format.</translation>
    </message>
    <message>
        <source>There is no folder {folder}. Make it, or choose another place for {name}.</source>
        <translation>Il n’y a pas de dossier {folder}. Créez-le, ou choisissez un autre endroit pour {name}.</translation>
    </message>
    <message numerus="yes">
        <source>In {folder} {n} files not recognised and passed over: {names}.</source>
        <translation>
            <numerusform>Dans {folder}, {n} fichier non reconnu et ignoré&#xa0;: {names}.</numerusform>
            <numerusform>Dans {folder}, {n} fichiers non reconnus et ignorés&#xa0;: {names}.</numerusform>
        </translation>
    </message>
    <message>
        <source>In {folder} {count:,} files not recognised and passed over: {names} and others.</source>
        <translation>Dans {folder}, {count:,} fichiers non reconnus et ignorés&#xa0;: {names} et d’autres.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}. Choose another place.</source>
        <translation>{path} ne peut pas être écrit&#xa0;: {reason}. Choisissez un autre endroit.</translation>
    </message>
    <message>
        <source>{name} lies in too many archives, one inside the other, so it was not opened. Unpack it yourself and open the files.</source>
        <translation>{name} est dans trop d’archives l’une dans l’autre et n’a pas été ouvert. Décompactez-le vous-même et ouvrez les fichiers.</translation>
    </message>
    <message>
        <source>{name} holds no file that can be read. Choose another archive.</source>
        <translation>{name} ne contient aucun fichier lisible. Choisissez une autre archive.</translation>
    </message>
    <message>
        <source>The folder {place} cannot be read: {reason}. Check its permissions.</source>
        <translation>Le dossier {place} ne peut pas être lu&#xa0;: {reason}. Vérifiez ses droits.</translation>
    </message>
    <message>
        <source>{name} is larger than {largest_original} MB, so the project keeps its articles and not the file itself.</source>
        <translation>{name} dépasse {largest_original} Mo&#xa0;; le projet garde donc ses articles et non le fichier lui-même.</translation>
    </message>
    <message numerus="yes">
        <source>“{title}” is in the project already, so {n:,} annotations that {name} has for it were left out. To take them, remove the article from the project first.</source>
        <translation>
            <numerusform>«&#xa0;{title}&#xa0;» est déjà dans le projet&#xa0;; {n:,} annotation que {name} a pour lui a donc été laissée de côté. Pour la prendre, retirez d’abord l’article du projet.</numerusform>
            <numerusform>«&#xa0;{title}&#xa0;» est déjà dans le projet&#xa0;; {n:,} annotations que {name} a pour lui ont donc été laissées de côté. Pour les prendre, retirez d’abord l’article du projet.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no articles in the folder {path}. Choose one that holds text or HTML files.</source>
        <translation>Il n’y a pas d’articles dans le dossier {path}. Choisissez-en un qui contient des fichiers de texte ou HTML.</translation>
    </message>
    <message>
        <source>{path} is not there any more. Check the name, or choose another file.</source>
        <translation>{path} n’est plus là. Vérifiez le nom, ou choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}. Check the file, then try again.</source>
        <translation>{path} ne peut pas être lu&#xa0;: {reason}. Vérifiez le fichier, puis réessayez.</translation>
    </message>
    <message>
        <source>What was prepared for this export is gone, and no file has changed. Export again.</source>
        <translation>Ce qui était préparé pour cet export n’est plus là, et aucun fichier n’a changé. Exportez de nouveau.</translation>
    </message>
    <message>
        <source>{other} has the key {key}. Choose another one, or take it away there first.</source>
        <translation>{other} a la touche {key}. Choisissez-en une autre, ou retirez-la d’abord là-bas.</translation>
    </message>
    <message>
        <source>There is a label {name} already. Give it another name, or merge the two.</source>
        <translation>Il y a déjà une étiquette {name}. Donnez-lui un autre nom, ou fusionnez les deux.</translation>
    </message>
    <message>
        <source>“{piece}” is no kind of suggestion. Write for example: GPE, LOC, CARDINAL (kill die)</source>
        <translation>«&#xa0;{piece}&#xa0;» n’est pas une sorte de suggestion. Écrivez par exemple&#xa0;: GPE, LOC, CARDINAL (kill die)</translation>
    </message>
    <message>
        <source>{path} is not a label set. Choose a file that Pressmark has exported as one.</source>
        <translation>{path} n’est pas un jeu d’étiquettes. Choisissez un fichier que Pressmark a exporté comme tel.</translation>
    </message>
    <message>
        <source>The label set {path} cannot be read: {reason}. Choose another file.</source>
        <translation>Le jeu d’étiquettes {path} ne peut pas être lu&#xa0;: {reason}. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{path}: {why}</source>
        <translation>{path}&#xa0;: {why}</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}. Choose another folder.</source>
        <translation>{path} ne peut pas être écrit&#xa0;: {reason}. Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>It overlaps a mark that is kept; {form} holds no overlap.</source>
        <translation>Elle chevauche une marque conservée&#xa0;; {form} n’admet pas de chevauchement.</translation>
    </message>
    <message>
        <source>“{words}” in {where} is no pair of labels. Write OLD=NEW, or OLD= to leave it out.</source>
        <translation>«&#xa0;{words}&#xa0;», dans {where}, n’est pas une paire d’étiquettes. Écrivez ANCIEN=NOUVEAU, ou ANCIEN= pour l’omettre.</translation>
    </message>
    <message>
        <source>“{path}” is no mapping of labels: neither one of {label_maps}, nor pairs such as PERSON=PER, nor a file of them that can be read.</source>
        <translation>«&#xa0;{path}&#xa0;» n’est pas une correspondance d’étiquettes&#xa0;: ni l’une de {label_maps}, ni des paires comme PERSON=PER, ni un fichier lisible de telles paires.</translation>
    </message>
    <message>
        <source>{name} holds no pairs of labels. Write {{&quot;PERSON&quot;: &quot;PER&quot;, &quot;DATE&quot;: null}}.</source>
        <translation>{name} ne contient pas de paires d’étiquettes. Écrivez {{&quot;PERSON&quot;: &quot;PER&quot;, &quot;DATE&quot;: null}}.</translation>
    </message>
    <message>
        <source>{name}, line {lineno}: this is not JSON ({msg}). Mend it.</source>
        <translation>{name}, ligne {lineno}&#xa0;: ce n’est pas du JSON ({msg}). Corrigez-le.</translation>
    </message>
    <message>
        <source>Through the mapping of labels it became the same as another mark.</source>
        <translation>Par la correspondance des étiquettes, elle est devenue la même qu’une autre marque.</translation>
    </message>
    <message>
        <source>Through widening figures to their phrases it became the same as another mark.</source>
        <translation>Les chiffres étant élargis à leurs expressions, elle est devenue la même qu’une autre marque.</translation>
    </message>
    <message>
        <source>The mapping of labels leaves {label} out.</source>
        <translation>La correspondance des étiquettes omet {label}.</translation>
    </message>
    <message>
        <source>This step cannot be returned to: later work has taken its place. Choose another one.</source>
        <translation>On ne peut pas revenir à cette étape&#xa0;: un travail ultérieur l’a remplacée. Choisissez-en une autre.</translation>
    </message>
    <message>
        <source>This article is being changed from elsewhere all the time, so that was not saved. Do it again.</source>
        <translation>Cet article est sans cesse modifié ailleurs&#xa0;; cela n’a donc pas été enregistré. Recommencez.</translation>
    </message>
    <message>
        <source>This article is no longer in the project, so that was not saved. Choose another one.</source>
        <translation>Cet article n’est plus dans le projet&#xa0;; cela n’a donc pas été enregistré. Choisissez-en un autre.</translation>
    </message>
    <message>
        <source>This step cannot be undone, because its article has changed since. Nothing was changed; undo again for the step before it.</source>
        <translation>Cette étape ne peut pas être annulée, car son article a changé depuis. Rien n’a changé&#xa0;; annulez encore pour l’étape précédente.</translation>
    </message>
    <message>
        <source>This article has been changed from elsewhere, so that was not done. It is shown as it is now; do it again if it still fits.</source>
        <translation>Cet article a été modifié ailleurs&#xa0;; cela n’a donc pas été fait. Il est montré tel qu’il est maintenant&#xa0;; recommencez si cela convient toujours.</translation>
    </message>
    <message>
        <source>This step cannot be done again, because its article has changed since. Nothing was changed.</source>
        <translation>Cette étape ne peut pas être rétablie, car son article a changé depuis. Rien n’a changé.</translation>
    </message>
    <message>
        <source>{name} is being written by another program, and your last changes wait to be saved. Wait until that is done, or close it, and do it again.</source>
        <translation>{name} est en cours d’écriture par un autre programme, et vos derniers changements attendent d’être enregistrés. Attendez qu’il ait fini, ou fermez-le, et recommencez.</translation>
    </message>
    <message>
        <source>The settings were damaged, so the defaults are used; the old file is kept as {kept}.</source>
        <translation>Les réglages étaient endommagés&#xa0;: les valeurs par défaut sont utilisées&#xa0;; l’ancien fichier est conservé sous {kept}.</translation>
    </message>
    <message>
        <source>The settings in {path} can&apos;t be read ({reason}); check the file&apos;s rights.</source>
        <translation>Les réglages de {path} ne peuvent pas être lus ({reason})&#xa0;; vérifiez les droits du fichier.</translation>
    </message>
    <message>
        <source>The settings in {path} are damaged and can&apos;t be set aside ({reason}); remove the file.</source>
        <translation>Les réglages de {path} sont endommagés et ne peuvent pas être mis de côté ({reason})&#xa0;; retirez le fichier.</translation>
    </message>
    <message>
        <source>The settings can&apos;t be saved in {path} ({reason}).</source>
        <translation>Les réglages ne peuvent pas être enregistrés dans {path} ({reason}).</translation>
    </message>
    <message>
        <source>The setting “{name}” in {path} can&apos;t be used, so its default is.</source>
        <translation>Le réglage «&#xa0;{name}&#xa0;» de {path} est inutilisable&#xa0;; sa valeur par défaut est utilisée.</translation>
    </message>
    <message>
        <source>The shares of the split do not sum up to 1. Write for example train=0.8,dev=0.1,test=0.1.</source>
        <translation>La somme des parts n’est pas 1. Écrivez par exemple train=0.8,dev=0.1,test=0.1.</translation>
    </message>
    <message>
        <source>“{piece}” is no part of a split. Write for example train=0.8,dev=0.1,test=0.1.</source>
        <translation>«&#xa0;{piece}&#xa0;» n’est pas une part d’une répartition. Écrivez par exemple train=0.8,dev=0.1,test=0.1.</translation>
    </message>
    <message>
        <source>The split names “{name}” twice. Give each part a name of its own.</source>
        <translation>La répartition nomme deux fois «&#xa0;{name}&#xa0;». Donnez à chaque part son propre nom.</translation>
    </message>
    <message>
        <source>The shares of the split sum up to {total:g}. Make them sum up to 1 (or to 100).</source>
        <translation>La somme des parts est {total:g}. Faites qu’elle soit 1 (ou 100).</translation>
    </message>
    <message>
        <source>This article has been changed from elsewhere while {lost} of your changes could not be saved, and they do not fit it any more. It is shown as it is now; do them again if they still fit.</source>
        <translation>Cet article a été modifié ailleurs pendant que certains de vos changements ({lost}) ne pouvaient pas être enregistrés, et ils ne lui conviennent plus. Il est montré tel qu’il est maintenant&#xa0;; refaites-les s’ils conviennent toujours.</translation>
    </message>
    <message>
        <source>{host} did not answer with a version; ask whoever gave you this program.</source>
        <translation>{host} n’a pas répondu par une version&#xa0;; demandez à qui vous a donné ce programme.</translation>
    </message>
    <message>
        <source>{host} refused to answer ({code}); try again later.</source>
        <translation>{host} a refusé de répondre ({code})&#xa0;; réessayez plus tard.</translation>
    </message>
    <message>
        <source>{host} can&apos;t be asked now; check the network and try again.</source>
        <translation>{host} ne peut pas être interrogé maintenant&#xa0;; vérifiez le réseau et réessayez.</translation>
    </message>
    <message>
        <source>The process that reads and writes files has ended, perhaps for lack of memory. Nothing that was saved is lost; do it again, with fewer or shorter files.</source>
        <translation>Le processus qui lit et écrit les fichiers s’est arrêté, peut-être faute de mémoire. Rien de ce qui était enregistré n’est perdu&#xa0;; recommencez, avec moins de fichiers ou de plus courts.</translation>
    </message>
    <message>
        <source>This article is no longer in the project. Choose another one from the list.</source>
        <translation>Cet article n’est plus dans le projet. Choisissez-en un autre dans la liste.</translation>
    </message>
    <message>
        <source>{name} cannot be saved because the disk is full. Nothing that was saved before is lost; free some space and do it again.</source>
        <translation>{name} ne peut pas être enregistré car le disque est plein. Rien de ce qui était enregistré n’est perdu&#xa0;; libérez de la place et recommencez.</translation>
    </message>
    <message>
        <source>{name} is being written by another program, so this was not saved. Wait until that is done, or close it, and do it again.</source>
        <translation>{name} est en cours d’écriture par un autre programme&#xa0;; cela n’a donc pas été enregistré. Attendez qu’il ait fini, ou fermez-le, et recommencez.</translation>
    </message>
    <message>
        <source>{name} can be read but not written. Allow writing to the file and to its folder, or copy the project to a place of your own.</source>
        <translation>{name} peut être lu mais pas écrit. Autorisez l’écriture dans le fichier et son dossier, ou copiez le projet dans un endroit à vous.</translation>
    </message>
    <message>
        <source>{name} cannot be opened or made there. Check that its folder exists and that you may write in it, or choose another place.</source>
        <translation>{name} ne peut pas être ouvert ou créé là. Vérifiez que son dossier existe et que vous pouvez y écrire, ou choisissez un autre endroit.</translation>
    </message>
    <message>
        <source>{name} is damaged. Nothing was written; make a copy of the file now, then open a backup of it or the newest export.</source>
        <translation>{name} est endommagé. Rien n’a été écrit&#xa0;; faites maintenant une copie du fichier, puis ouvrez-en une sauvegarde ou l’export le plus récent.</translation>
    </message>
    <message>
        <source>{name} is not a Pressmark project, or it is damaged. Choose another file.</source>
        <translation>{name} n’est pas un projet Pressmark, ou il est endommagé. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{name} cannot be read or written: the disk reports an error. Check that the disk is connected and not full, and do it again.</source>
        <translation>{name} ne peut être ni lu ni écrit&#xa0;: le disque signale une erreur. Vérifiez que le disque est branché et n’est pas plein, et recommencez.</translation>
    </message>
    <message>
        <source>The database server refused the user or the password of {name}. Check both in the address.</source>
        <translation>Le serveur de base de données a refusé l’utilisateur ou le mot de passe de {name}. Vérifiez les deux dans l’adresse.</translation>
    </message>
    <message>
        <source>There is no database {name} on that server. Make it first (createdb), or check the address.</source>
        <translation>Il n’y a pas de base de données {name} sur ce serveur. Créez-la d’abord (createdb), ou vérifiez l’adresse.</translation>
    </message>
    <message>
        <source>You may not do that in the database {name}. Ask whoever runs the server for the right to write there.</source>
        <translation>Vous n’avez pas le droit de faire cela dans la base de données {name}. Demandez le droit d’y écrire à qui gère le serveur.</translation>
    </message>
    <message>
        <source>{name} cannot be saved because the server&apos;s disk is full. Free some space and do it again.</source>
        <translation>{name} ne peut pas être enregistré car le disque du serveur est plein. Libérez de la place et recommencez.</translation>
    </message>
    <message>
        <source>{name} is being written by somebody else, so this was not saved. Do it again.</source>
        <translation>{name} est en cours d’écriture par quelqu’un d’autre&#xa0;; cela n’a donc pas été enregistré. Recommencez.</translation>
    </message>
    <message>
        <source>The database server of {name} has ended the connection. Nothing was changed; try again in a moment.</source>
        <translation>Le serveur de base de données de {name} a mis fin à la connexion. Rien n’a changé&#xa0;; réessayez dans un moment.</translation>
    </message>
    <message>
        <source>The connection to the database server of {name} broke. Nothing was changed; try again in a moment.</source>
        <translation>La connexion au serveur de base de données de {name} s’est rompue. Rien n’a changé&#xa0;; réessayez dans un moment.</translation>
    </message>
    <message>
        <source>The database {name} can be read but not written. Ask whoever runs the server.</source>
        <translation>La base de données {name} peut être lue mais pas écrite. Adressez-vous à qui gère le serveur.</translation>
    </message>
    <message>
        <source>The database server of {name} cannot be reached, and nothing was changed there. Check the network, the address, the database&apos;s name, the user and the password, then try again.</source>
        <translation>Le serveur de base de données de {name} est injoignable, et rien n’y a changé. Vérifiez le réseau, l’adresse, le nom de la base, l’utilisateur et le mot de passe, puis réessayez.</translation>
    </message>
    <message>
        <source>{name} has been moved or deleted while it was open, so nothing can be saved in it. Put the file back, or close the project and open it at its new place.</source>
        <translation>{name} a été déplacé ou supprimé alors qu’il était ouvert&#xa0;; rien ne peut donc y être enregistré. Remettez le fichier à sa place, ou fermez le projet et ouvrez-le à son nouvel endroit.</translation>
    </message>
    <message>
        <source>{name} was made by a newer version of Pressmark (its format is {version}, this program knows {revision}). Update Pressmark to open it; nothing in it was changed.</source>
        <translation>{name} vient d’une version plus récente de Pressmark (son format est {version}, ce programme connaît {revision}). Mettez Pressmark à jour pour l’ouvrir&#xa0;; rien n’y a changé.</translation>
    </message>
    <message>
        <source>{path} is a folder, not a project. Choose a project file, or open the folder&apos;s articles.</source>
        <translation>{path} est un dossier, pas un projet. Choisissez un fichier de projet, ou ouvrez les articles du dossier.</translation>
    </message>
    <message>
        <source>{path} leads to a file that is not there. Choose another project.</source>
        <translation>{path} mène à un fichier qui n’existe pas. Choisissez un autre projet.</translation>
    </message>
    <message>
        <source>{path} is not a file. Choose another project.</source>
        <translation>{path} n’est pas un fichier. Choisissez un autre projet.</translation>
    </message>
    <message>
        <source>{path} is empty (0 bytes), so it is not a project. Delete it or choose another name.</source>
        <translation>{path} est vide (0 octet)&#xa0;; ce n’est donc pas un projet. Supprimez-le ou choisissez un autre nom.</translation>
    </message>
    <message>
        <source>{path} is not a Pressmark project. To open it as an article, use Open articles instead.</source>
        <translation>{path} n’est pas un projet Pressmark. Pour l’ouvrir comme article, utilisez plutôt Ouvrir des articles.</translation>
    </message>
    <message>
        <source>{path} is a database of another program, not a Pressmark project. Choose another file.</source>
        <translation>{path} est une base de données d’un autre programme, pas un projet Pressmark. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{path} is damaged: it does not say its version. Open a backup of it.</source>
        <translation>{path} est endommagé&#xa0;: il ne dit pas sa version. Ouvrez-en une sauvegarde.</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist, so no project can be made there. Make it first.</source>
        <translation>Le dossier {folder} n’existe pas&#xa0;; aucun projet ne peut donc y être créé. Créez-le d’abord.</translation>
    </message>
    <message>
        <source>A project cannot be kept in “{drivername}”. Use a file, or the address of a PostgreSQL database: postgresql://user:password@server/database.</source>
        <translation>Un projet ne peut pas être gardé dans «&#xa0;{drivername}&#xa0;». Utilisez un fichier, ou l’adresse d’une base PostgreSQL&#xa0;: postgresql://user:password@server/database.</translation>
    </message>
    <message>
        <source>The address names no database. Write postgresql://user:password@server/database.</source>
        <translation>L’adresse ne nomme aucune base de données. Écrivez postgresql://user:password@server/database.</translation>
    </message>
    <message>
        <source>There is no project in the database {name} yet. Check the address, or make a new project.</source>
        <translation>Il n’y a pas encore de projet dans la base de données {name}. Vérifiez l’adresse, ou créez un nouveau projet.</translation>
    </message>
    <message>
        <source>The database {name} cannot hold every character (its encoding is {encoding}). Make one with the encoding UTF8.</source>
        <translation>La base de données {name} ne peut pas contenir tous les caractères (son encodage est {encoding}). Créez-en une en UTF8.</translation>
    </message>
    <message>
        <source>There is no project at {path}. Check the name, or make a new project there.</source>
        <translation>Il n’y a pas de projet à {path}. Vérifiez le nom, ou créez-y un nouveau projet.</translation>
    </message>
    <message>
        <source>{path} cannot be read: you have no permission. Ask its owner, or open a copy.</source>
        <translation>{path} ne peut pas être lu&#xa0;: vous n’en avez pas le droit. Adressez-vous à son propriétaire, ou ouvrez une copie.</translation>
    </message>
    <message>
        <source>{path} is damaged and cannot be opened. Open a backup of it.</source>
        <translation>{path} est endommagé et ne peut pas être ouvert. Ouvrez-en une sauvegarde.</translation>
    </message>
    <message>
        <source>No project can be made at {path}: {reason}. Choose another place.</source>
        <translation>Aucun projet ne peut être créé à {path}&#xa0;: {reason}. Choisissez un autre endroit.</translation>
    </message>
    <message>
        <source>{name} needs an update for this version of Pressmark, but no backup could be written beside it, so it was left alone. Free some space there, or copy the project elsewhere, and open it again.</source>
        <translation>{name} doit être mis à jour pour cette version de Pressmark, mais aucune sauvegarde n’a pu être écrite à côté&#xa0;; il a donc été laissé tel quel. Libérez de la place, ou copiez le projet ailleurs, et ouvrez-le de nouveau.</translation>
    </message>
    <message>
        <source>That is not the address of a database. Write postgresql://user:password@server/database.</source>
        <translation>Ce n’est pas l’adresse d’une base de données. Écrivez postgresql://user:password@server/database.</translation>
    </message>
    <message>
        <source>The part that talks to PostgreSQL is not installed. Run: pip install &quot;pressmark[postgres]&quot;</source>
        <translation>La partie qui parle à PostgreSQL n’est pas installée. Lancez&#xa0;: pip install &quot;pressmark[postgres]&quot;</translation>
    </message>
    <message>
        <source>The database {name} holds tables of another program. Make an empty database for the project.</source>
        <translation>La base de données {name} contient les tables d’un autre programme. Créez une base vide pour le projet.</translation>
    </message>
    <message>
        <source>{name} contains a character (U+0000) that a PostgreSQL database cannot hold. Remove it, or keep the project in a file.</source>
        <translation>{name} contient un caractère (U+0000) qu’une base PostgreSQL ne peut pas contenir. Retirez-le, ou gardez le projet dans un fichier.</translation>
    </message>
    <message>
        <source>{name} is larger than 1 GB. Split it into several tables.</source>
        <translation>{name} dépasse 1 Go. Divisez-le en plusieurs tableaux.</translation>
    </message>
    <message>
        <source>{name} is larger than {largest_article} MB, too large for one article. Split it into one file for each article.</source>
        <translation>{name} dépasse {largest_article} Mo, trop pour un article. Divisez-le en un fichier par article.</translation>
    </message>
    <message>
        <source>{name} is larger than {largest_decoded} MB, and this format can only be read as a whole. Split it into smaller files.</source>
        <translation>{name} dépasse {largest_decoded} Mo, et ce format ne se lit que d’un seul tenant. Divisez-le en plus petits fichiers.</translation>
    </message>
    <message>
        <source>{path} is a Pressmark project, with all its articles. Choose another name.</source>
        <translation>{path} est un projet Pressmark, avec tous ses articles. Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>{name} is a Pressmark project. Open it as a project; to take its articles over into another one, export them as JSON lines and open those.</source>
        <translation>{name} est un projet Pressmark. Ouvrez-le comme projet&#xa0;; pour reprendre ses articles dans un autre, exportez-les en lignes JSON et ouvrez celles-ci.</translation>
    </message>
    <message>
        <source>{name} unpacks to far more than a .spacy file holds ({size:,.0f} MB). Split it into smaller files.</source>
        <translation>{name} se décompacte en bien plus que ce que contient un fichier .spacy ({size:,.0f} Mo). Divisez-le en plus petits fichiers.</translation>
    </message>
    <message>
        <source>{name}: the article {id} contradicts itself ({why}). Mend the file, then try again.</source>
        <translation>{name}&#xa0;: l’article {id} se contredit ({why}). Corrigez le fichier, puis réessayez.</translation>
    </message>
    <message>
        <source>{name} is broken at line {line}: a quotation mark may be missing, as one opens there that is not closed. Mend the line, or get a whole copy of the file.</source>
        <translation>{name} est défectueux à la ligne {line}&#xa0;: un guillemet manque peut-être, car il s’en ouvre un qui n’est pas fermé. Corrigez la ligne, ou procurez-vous une copie complète du fichier.</translation>
    </message>
    <message>
        <source>the article is longer than 200 MB, which no page can show. Split it.</source>
        <translation>l’article dépasse 200 Mo, ce qu’aucune page ne peut montrer. Divisez-le.</translation>
    </message>
    <message>
        <source>There is no {text} beside {name}, which holds the text that its marks are of. Put both together.</source>
        <translation>Il n’y a pas de {text}, le texte que portent ses marques, à côté de {name}. Mettez les deux ensemble.</translation>
    </message>
    <message>
        <source>{digits} is too large a number. Mend or remove it.</source>
        <translation>{digits} est un nombre trop grand. Corrigez-le ou supprimez-le.</translation>
    </message>
    <message>
        <source>Tabs and line breaks in labels became spaces.</source>
        <translation>Dans les étiquettes, des espaces remplacent tabulations et sauts de ligne.</translation>
    </message>
    <message>
        <source>{name}, line {number}: “{word}” is no word with its tag behind a bar, unlike the first ones. Mend it.</source>
        <translation>{name}, ligne {number} : « {word} » n’est pas un mot suivi d’une barre et de son étiquette, comme le sont les premiers. Corrigez-le.</translation>
    </message>
    <message>
        <source>doccano, CoNLL: an article in one block, token, tab, BIO tag</source>
        <translation>doccano, CoNLL : un article par bloc, mot, tabulation, étiquette BIO</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} relations between words without a label passed over.</source>
        <translation>
            <numerusform>{n:,} relation entre mots sans étiquette ignorée.</numerusform>
            <numerusform>{n:,} relations entre mots sans étiquette ignorées.</numerusform>
        </translation>
    </message>
    <message>
        <source>its text is not in this file, or there as bytes. Export it with its text.</source>
        <translation>son texte n’est pas dans ce fichier, ou n’y est qu’en octets. Exportez-le avec son texte.</translation>
    </message>
    <message>
        <source>Attributes that are no finite number (NaN, infinity) became empty.</source>
        <translation>Les attributs qui ne sont pas un nombre fini (NaN, infini) sont devenus vides.</translation>
    </message>
    <message>
        <source>Events in {name} share a trigger, which has now what is said of each of them.</source>
        <translation>Des événements de {name} partagent un déclencheur ; il porte maintenant ce qui est dit de chacun.</translation>
    </message>
    <message>
        <source>Choose one of {forms}.</source>
        <translation>Choisissez parmi {forms}.</translation>
    </message>
    <message>
        <source>Did you mean {form}?</source>
        <translation>Vouliez-vous dire {form}&#xa0;?</translation>
    </message>
    <message>
        <source>There is no format “{name}”. {choice}</source>
        <translation>Il n’y a pas de format «&#xa0;{name}&#xa0;». {choice}</translation>
    </message>
    <message>
        <source>There is no format “{name}” that can be read. {choice}</source>
        <translation>Il n’y a pas de format «&#xa0;{name}&#xa0;» qui puisse être lu. {choice}</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} relations with the ends and label of another became one with it.</source>
        <translation>
            <numerusform>{n:,} relation de mêmes extrémités et de même étiquette qu’une autre n’en fait plus qu’une avec elle.</numerusform>
            <numerusform>{n:,} relations de mêmes extrémités et de même étiquette qu’une autre n’en font plus qu’une avec elle.</numerusform>
        </translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>une page web</translation>
    </message>
    <message>
        <source>a dialogue</source>
        <translation>un dialogue</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} files could not be read.</source>
        <translation>
            <numerusform>{n:,} fichier n’a pas pu être lu.</numerusform>
            <numerusform>{n:,} fichiers n’ont pas pu être lus.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} articles came with annotations, so nothing else was looked for in them.</source>
        <translation>
            <numerusform>{n:,} article est venu avec ses annotations, rien d’autre n’y a donc été cherché.</numerusform>
            <numerusform>{n:,} articles sont venus avec leurs annotations, rien d’autre n’y a donc été cherché.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are {n:,} remarks on what was read.</source>
        <translation>
            <numerusform>Il y a {n:,} remarque sur ce qui a été lu.</numerusform>
            <numerusform>Il y a {n:,} remarques sur ce qui a été lu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} articles were in the project already.</source>
        <translation>
            <numerusform>{n:,} article était déjà dans le projet.</numerusform>
            <numerusform>{n:,} articles étaient déjà dans le projet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} files could not be read; the others were.</source>
        <translation>
            <numerusform>{n:,} fichier n’a pas pu être lu&#xa0;; les autres l’ont été.</numerusform>
            <numerusform>{n:,} fichiers n’ont pas pu être lus&#xa0;; les autres l’ont été.</numerusform>
        </translation>
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
        <translation>«&#xa0;{words}&#xa0;» {what}</translation>
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
    <message>
        <source>{count} annotation</source>
        <translation>{count} annotation</translation>
    </message>
    <message>
        <source>{count} annotations</source>
        <translation>{count} annotations</translation>
    </message>
    <message>
        <source>{count} article</source>
        <translation>{count} article</translation>
    </message>
    <message>
        <source>{count} articles</source>
        <translation>{count} articles</translation>
    </message>
</context>
</TS>
